package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.export.DocumentDraft.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// Whatever a text says, a reader gets it as text.
class HtmlHostileTextTest {
  private static final String ALPHABET =
      "ab \t\n\r<>&\"'`/\\=-!#;:{}[]()|*_~$\u0000\u0001\u001B\u007F\u0085\u2028\u200E\u202E\u2066"
          + "\uD83D\uFFFE\u05D0é";

  private static final int ROUNDS = 200;
  private static final int MAX_CHARS = 40;

  private final Random random = new Random(2026);

  @Test
  void aTextIsReadAsItWasWrittenWhereverItStands() {
    for (int round = 0; round < ROUNDS; round++) {
      String text = "x" + text() + "x";
      assertReadBack(text);
    }
  }

  @Test
  void knownAttacksAreReadAsTheyWereWritten() {
    HtmlSamples.HOSTILE.forEach(HtmlHostileTextTest::assertReadBack);
  }

  private static void assertReadBack(String text) {
    String html =
        HtmlExporter.export(
            new DocumentDraft(text)
                .paragraph(text)
                .heading(1, text)
                .text(TextLabel.CODE, text)
                .list(Item.of(text, text))
                .table(text, CellTable.of(List.of(List.of(text))))
                .picture(
                    text,
                    Optional.of(HtmlSamples.meta(text, Optional.of(text))),
                    Optional.of(HtmlSamples.image(1, 1, "")))
                .build(),
            new HtmlOptions(ImageExportMode.EMBEDDED, ImageAltMode.DESCRIPTION));

    Document page = HtmlAssertions.assertClean(html);
    String read = Inline.oneLine(text);
    assertThat(page.title()).isEqualTo(read);
    assertThat(page.select("img").attr("alt")).isEqualTo(read);
    for (String where :
        List.of(
            "h1",
            ".page > p",
            "h2",
            ".page > pre > code",
            "li",
            "table caption",
            "td, th",
            "figcaption",
            ".docling-meta-field-value")) {
      // White space collapses on a page; jsoup knows fewer kinds of it.
      assertThat(page.select(where)).as(where).hasSize(1);
      assertThat(Inline.oneLine(page.select(where).text())).as(where).isEqualTo(read);
    }
  }

  @Test
  void anAlternativeStaysInTheBracketsOfItsImage() {
    Parser parser = Parser.builder().build();
    for (int round = 0; round < ROUNDS; round++) {
      String text = "x" + text() + "x";
      assertAlternative(parser, text);
    }
    HtmlSamples.HOSTILE.forEach(text -> assertAlternative(parser, text));
    assertAlternative(parser, "](x) ![a](b)");
    assertAlternative(parser, "ends with \\");
    assertAlternative(parser, "`](x)`");
  }

  private static void assertAlternative(Parser parser, String text) {
    String markdown =
        MarkdownExporter.export(
            new DocumentDraft("d")
                .picture(
                    "",
                    Optional.of(HtmlSamples.meta("said", Optional.of(text))),
                    Optional.of(HtmlSamples.image(1, 1, "")))
                .build(),
            new MarkdownOptions(ImageExportMode.EMBEDDED, ImageAltMode.DESCRIPTION, ""));

    Alternatives read = new Alternatives();
    parser.parse(markdown).accept(read);
    assertThat(read.texts).as(markdown).containsExactly(Inline.oneLine(text));
  }

  private static final class Alternatives extends AbstractVisitor {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void visit(Image image) {
      StringBuilder alternative = new StringBuilder();
      for (Node node = image.getFirstChild(); node != null; node = node.getNext()) {
        assertThat(node).isInstanceOf(Text.class);
        alternative.append(((Text) node).getLiteral());
      }
      texts.add(alternative.toString());
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int chars = random.nextInt(MAX_CHARS); chars > 0; chars--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
