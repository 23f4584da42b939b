package dev.pagestream.document.pageanswer;

import static dev.pagestream.document.SamplePages.answered;
import static dev.pagestream.document.SamplePages.convertedPage;
import static dev.pagestream.document.SamplePages.picture;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SamplePages;
import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.chunk.ChunkedTexts;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
import dev.pagestream.document.export.DocLangExporter;
import dev.pagestream.document.export.DocTagsExporter;
import dev.pagestream.document.export.HtmlExporter;
import dev.pagestream.document.export.HtmlOptions;
import dev.pagestream.document.export.ImageAltMode;
import dev.pagestream.document.export.MarkdownExporter;
import dev.pagestream.document.export.MarkdownOptions;
import dev.pagestream.document.export.TextExporter;
import dev.pagestream.document.export.VttExporter;
import dev.pagestream.document.export.YamlExporter;
import dev.pagestream.document.page.PageBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Answers that were good before something happened to them.
class BrokenPageAnswersTest {
  private static final List<String> FORMATS = List.of("markdown", "doctags", "html");
  private static final String MARKDOWN =
      """
      # Report *2024*

      Some `code` and $a_1 \\\\ b$ with [a link](http://x).

      > quoted
      >> - deeper

      1. one
         - inner
           more
      2. two

      | A | B \\| C |
      |---|:-:|
      | 1 | 2 |

      <table><tr><th rowspan="2">H</th><td colspan="3">x</td></tr></table>

      $$
      E = mc^2
      $$

      ![alt](p.png "Figure 1")

      ```python
      x = 1
      ```

      Setext
      ======
      """;

  private static final String HTML =
      """
      <html><body><h1>Report</h1><div data-bbox="10 20 300 400" data-label="Caption"><p>c</p></div>
      <ol start="3"><li>three<ul><li>inner</li></ul></li><li value="9">nine</li></ol>
      <figure><img src="x" alt="y"><figcaption>Figure 1</figcaption></figure>
      <table><caption>T</caption><thead><tr><th colspan="2">A</th></tr></thead>
      <tr><td rowspan="100000">1</td><td>2<table><tr><td>in</td></tr></table></td></tr></table>
      <pre>List&lt;String></pre><footer>7</footer></body></html>
      """;

  private static final List<String> SPLICES =
      List.of(
          "</otsl>",
          "<otsl>",
          "<xcel>",
          "<ucel>",
          "<lcel>",
          "<fcel>",
          "<nl>",
          "<table>",
          "</table>",
          "<td rowspan=\"100000\" colspan=\"100000\">",
          "<tr>",
          "<caption>",
          "<picture>",
          "<inline>",
          "</inline>",
          "<list_item>",
          "<ordered_list>",
          "<ul>",
          "<li>",
          "<code>",
          "<_C++_>",
          "<head>",
          "<pre>",
          "<img src=x>",
          "</img>",
          "<figure>",
          "<loc_",
          "<loc_250>",
          "```",
          "```markdown\n",
          "````\n",
          "~~~",
          "$$",
          "\\[",
          "> ",
          "\u2003> ",
          "|",
          "\n|---|---|\n",
          "&#xD800;",
          "&#55357;",
          "&lt;b&gt;",
          "\uD83D",
          "\uDCC8",
          "\uFDD0",
          "\uFDD05\uFDD1",
          "\u0000",
          "\u001B",
          "\u0085",
          "\u2028",
          "\u202E",
          "\r",
          "\n\n",
          "    ",
          "\t- ");

  @Test
  void anyBrokenAnswerGivesADocumentThatCanBeExportedAndCut() {
    Random random = new Random(20261128);
    List<String> good =
        List.of(MARKDOWN, HTML, DocTagsExporter.export(EveryNodeDocument.document()));
    for (int round = 0; round < 4_000; round++) {
      String answer = broken(random, good);
      String format = FORMATS.get(random.nextInt(FORMATS.size()));

      List<PageBlock> blocks = PageAnswers.blocks(format, answer, BoundedBlocks.PAGE);

      BoundedBlocks.assertBounded(blocks, answer, "round " + round + ": " + answer);
      if (round % 4 == 0) {
        DoclingDocument document = assembled(format, answer).document();
        export(document);
        if (round % 16 == 0) {
          ChunkedTexts.assertNothingIsLost(document, "round " + round + ": " + answer);
        }
      }
    }
  }

  private static AssembledDocument assembled(String format, String answer) {
    return SamplePages.assembled(
        Map.of("p", answered("p", Purpose.CONVERT_PAGE, answer)),
        convertedPage(1, "p", format, picture(0, "f"), picture(1, "g")));
  }

  private static void export(DoclingDocument document) {
    DocTagsExporter.export(document);
    DocLangExporter.export(document);
    MarkdownExporter.export(
        document, new MarkdownOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.DESCRIPTION, ""));
    HtmlExporter.export(
        document, new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.DESCRIPTION));
    TextExporter.export(document);
    VttExporter.export(document);
    YamlExporter.export(document);
    DoclingJson.write(document);
  }

  private static String broken(Random random, List<String> good) {
    StringBuilder answer = new StringBuilder(good.get(random.nextInt(good.size())));
    int breaks = 1 + random.nextInt(6);
    for (int each = 0; each < breaks; each++) {
      int from = random.nextInt(answer.length() + 1);
      int to = Math.min(answer.length(), from + random.nextInt(80));
      String piece = answer.substring(from, to);
      switch (random.nextInt(7)) {
        case 0 -> answer.setLength(from);
        case 1 -> answer.delete(from, to);
        case 2 -> answer.insert(from, piece.repeat(1 + random.nextInt(20)));
        case 3 -> answer.insert(from, SPLICES.get(random.nextInt(SPLICES.size())));
        case 4 -> answer.replace(from, to, good.get(random.nextInt(good.size())));
        case 5 -> swapTags(random, answer);
        default -> answer.insert(from, (char) random.nextInt(0x10000));
      }
    }
    return answer.toString().isBlank() ? "x" : answer.toString();
  }

  private static void swapTags(Random random, StringBuilder answer) {
    List<Integer> tags = new ArrayList<>();
    for (int at = answer.indexOf("<"); at >= 0; at = answer.indexOf("<", at + 1)) {
      tags.add(at);
    }
    if (tags.size() > 1) {
      int one = tags.get(random.nextInt(tags.size()));
      int other = tags.get(random.nextInt(tags.size()));
      String tag = tagAt(answer, one);
      answer.insert(other, tag);
    }
  }

  private static String tagAt(StringBuilder answer, int at) {
    int end = answer.indexOf(">", at);
    return answer.substring(at, end < 0 ? answer.length() : end + 1);
  }
}
