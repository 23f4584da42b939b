package dev.pagestream.document.pageanswer;

import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAnswersTest {
  private static final Box PAGE = new Box(0, 0, 500, 1000);

  private static final String TABLE_KIND = "table";
  private static final Tuple TABLE = tuple(TABLE_KIND, "A|B|1|2", 0, "");

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "</",
          "<text>",
          "</text>",
          "<loc_1>",
          "<loc_999999999999>",
          "<otsl>",
          "<fcel>",
          "<nl>",
          "<picture>",
          "<list_item>",
          "<ordered_list>",
          "<inline>",
          "<h1>",
          "</h1>",
          "<p>",
          "<ul>",
          "<li>",
          "<table>",
          "<td>",
          "<tr>",
          "<pre>",
          "<!--",
          "-->",
          "<br>",
          "```",
          "~~~",
          "# ",
          "- ",
          "1. ",
          "| ",
          "|---|",
          "***",
          "__",
          "![",
          "](",
          ")",
          "[",
          "\n",
          "\n\n",
          " ",
          "&amp;",
          "&#0;",
          "&#x110000;",
          "\\",
          "\uD83D",
          "📈",
          "word",
          "<section_header_level_9>",
          "<section_header_level_>",
          "<|end|>",
          "\u0000",
          "===",
          "---",
          "$$",
          "<page_number>");

  @Test
  void readsMarkdown() {
    assertThat(
            read(
                "markdown",
                """
                # The *title*

                A first line
                goes **on** & on, see [here](http://x).

                ### Third level ###
                - one
                  continued
                - two
                2. three

                | A | B |
                |---|---|
                | 1 | 2 |

                ```python
                x = [1]

                y = 2
                ```

                <page_number>14</page_number>
                """))
        .containsExactly(
            title("The title"),
            paragraph("A first line goes on & on, see here."),
            heading(2, "Third level"),
            item("-", "one continued"),
            item("-", "two"),
            item("2.", "three"),
            TABLE,
            plain(TextKind.CODE, "x = [1]\n\ny = 2"),
            plain(TextKind.PAGE_FOOTER, "14"));
  }

  @Test
  void readsDocTags() {
    assertThat(
            read(
                "doctags",
                """
                <doctag><page_header>Report</page_header>
                <section_header_level_1>Results</section_header_level_1>
                <text>P < 0.05 is <b>good</b>.</text>
                <ordered_list><list_item>one</list_item><list_item>two</list_item></ordered_list>
                <unordered_list><list_item>dot</list_item></unordered_list>
                <picture><bar_chart><caption>Figure 1</caption></picture>
                <otsl><ched>A<ched>B<nl><fcel>1<fcel>2<nl></otsl>
                <code><_Python_>print("hi")</code>
                <inline><text>Let </text><formula>x</formula><text> be.</text></inline>
                <page_footer>3</page_footer>
                <text>never closed</doctag>
                """))
        .containsExactly(
            plain(TextKind.PAGE_HEADER, "Report"),
            heading(1, "Results"),
            paragraph("P < 0.05 is good."),
            item("1.", "one"),
            item("2.", "two"),
            item("", "dot"),
            plain(TextKind.CAPTION, "Figure 1"),
            TABLE,
            plain(TextKind.CODE, "print(\"hi\")"),
            paragraph("Let x be."),
            plain(TextKind.PAGE_FOOTER, "3"),
            paragraph("never closed"));
  }

  @Test
  void readsHtml() {
    assertThat(
            read(
                "html",
                """
                <!DOCTYPE html><html><head><title>no</title><style>p {}</style></head><body>
                <h1>Title</h1><h2>Part</h2><p>Tom &amp; Jerry<br>run.</p>
                <ol><li>one</li><li><p>two</p></li></ol><ul><li>dot</ul>
                <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
                <pre>x = 1
                y = 2</pre><footer>7</footer>stray
                """))
        .containsExactly(
            title("Title"),
            heading(1, "Part"),
            paragraph("Tom & Jerry\nrun."),
            item("1.", "one"),
            item("2.", "two"),
            item("", "dot"),
            TABLE,
            plain(TextKind.CODE, "x = 1\ny = 2"),
            plain(TextKind.PAGE_FOOTER, "7"),
            paragraph("stray"));
  }

  @Test
  void whatFollowsAHeaderIsNoHeader() {
    assertThat(
            read("html", "<header><table><tr><td>H</td></tr></table></header>Text.<li></li>End."))
        .containsExactly(tuple(TABLE_KIND, "H", 0, ""), paragraph("Text."), paragraph("End."));
  }

  @Test
  void markdownMayBeginWithATag() {
    assertThat(read("markdown", "<div align=\"center\">\n\n# Title\n\n</div>\n\nText."))
        .containsExactly(title("Title"), paragraph("Text."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Part\n\nText.",
        "```markdown\n## Part\n\nText.\n```",
        "Here is the page:\n\n```md\n## Part\n\nText.",
        "<doctag><section_header_level_1>Part</section_header_level_1><text>Text.</text></doctag>",
        "```html\n<h2>Part</h2><p>Text.</p>\n```"
      })
  void theTextDecidesWhatItIsWhateverWasAsked(String answer) {
    for (String format : List.of("markdown", "doctags", "html")) {
      assertThat(read(format, answer))
          .as(format)
          .containsExactly(heading(1, "Part"), paragraph("Text."));
    }
  }

  @Test
  void listsKeepTheirLevelsAndNumbers() {
    List<Tuple> expected =
        List.of(item("1.", "one"), item("", "in", 1), item("", "deep", 2), item("2.", "two"));
    assertThat(
            read(
                "doctags",
                "<ordered_list><list_item>one<unordered_list><list_item>in</list_item><list_item>"
                    + "<unordered_list><list_item>deep</list_item></unordered_list></list_item>"
                    + "</unordered_list></list_item><list_item><text>two</text></list_item>"
                    + "</ordered_list>"))
        .isEqualTo(expected);
    assertThat(read("html", "<ol><li>one<ul><li>in<ul><li>deep</ul></ul><li><p>two</p></li></ol>"))
        .isEqualTo(expected);
    assertThat(read("markdown", "3. three\n\n   more\n   - in\n      * deep\n4. four\n\n- new"))
        .containsExactly(
            item("3.", "three\nmore"),
            item("-", "in", 1),
            item("*", "deep", 2),
            item("4.", "four"),
            item("-", "new"));
  }

  @Test
  void markersThatWereReadAlongAreMarkers() {
    assertThat(
            read(
                "doctags",
                "<ordered_list><list_item>3. three</list_item><list_item>four</list_item>"
                    + "</ordered_list><unordered_list><list_item>• dot</list_item></unordered_list>"))
        .containsExactly(item("3.", "three"), item("4.", "four"), item("•", "dot"));
  }

  @Test
  void codeIsKeptAsItIs() {
    assertThat(
            read(
                "doctags",
                "<code><loc_1><_C++_>  int a&lt;b>\n&amp;amp;</code><code><_C#_>List<String> x;</code>"))
        .containsExactly(
            plain(TextKind.CODE, "  int a<b>\n&amp;"), plain(TextKind.CODE, "List<String> x;"));
    assertThat(read("markdown", "- x\n  ````md\n    a &lt; b\n  ```\n  ````\n```x``` is code"))
        .containsExactly(
            item("-", "x"), plain(TextKind.CODE, "  a &lt; b\n```"), paragraph("x is code"));
  }

  @Test
  void formulasAreKeptAsTheyAre() {
    assertThat(
            read(
                "markdown",
                "Let $a_{1} \\\\ *b* \\{c\\}$ be **so** for $5 to $10.\n$$\nE = \\*m__c__\n$$"))
        .containsExactly(
            paragraph("Let $a_{1} \\\\ *b* \\{c\\}$ be so for $5 to $10."),
            paragraph("$$\nE = \\*m__c__\n$$"));
  }

  @Test
  void quotesHeadingsAndNumbersInMarkdown() {
    assertThat(
            read(
                "markdown",
                "Setext\n===\n\n> # In C# #\n>> - a\n\nIn the year\n2019. That was it.\n\nPart\n---"))
        .containsExactly(
            title("Setext"),
            title("In C#"),
            item("-", "a"),
            paragraph("In the year 2019. That was it."),
            heading(1, "Part"));
  }

  @Test
  void theFenceAroundAPageMayHoldFences() {
    List<Tuple> expected =
        List.of(heading(1, "Part"), plain(TextKind.CODE, "x"), paragraph("Text."));
    String page = "## Part\n```python\nx\n```\nText.\n";
    assertThat(read("markdown", page)).isEqualTo(expected);
    assertThat(read("markdown", "```markdown\n" + page + "```")).isEqualTo(expected);
    assertThat(read("markdown", "```md\n" + page)).isEqualTo(expected);
    assertThat(read("doctags", "Here it is:\n```md\n" + page + "```\n")).isEqualTo(expected);
    assertThat(read("html", "```md\n" + page + "```\nLet me know.")).isEqualTo(expected);
  }

  @Test
  void whatIsSaidWithoutAFenceStays() {
    assertThat(read("markdown", "Here is the converted page:\n\n## Part"))
        .containsExactly(paragraph("Here is the converted page:"), heading(1, "Part"));
    assertThat(read("markdown", "An example:\n\n```html\n<p>\n```\n\nEnd."))
        .containsExactly(paragraph("An example:"), plain(TextKind.CODE, "<p>"), paragraph("End."));
    assertThat(read("markdown", "```python\nx = 1\n```"))
        .containsExactly(plain(TextKind.CODE, "x = 1"));
  }

  @Test
  void markdownBetweenDocTagsIsRead() {
    assertThat(read("doctags", "<doctag># Title\n\n- a\n<text>b</text><text>c</text><te"))
        .containsExactly(
            title("Title"), item("-", "a"), paragraph("b"), paragraph("c"), paragraph("<te"));
    assertThat(read("doctags", "<text>never closed<loc_1"))
        .containsExactly(paragraph("never closed"));
  }

  @Test
  void coordinatesOfHtmlAreTakenFromTheGrid() {
    List<PageBlock> blocks =
        PageAnswers.blocks(
            "html",
            "<div data-bbox=\"100 100 900 200\" data-label=\"Page-Header\"><p>a</p></div><p>b</p>",
            PAGE);

    assertThat(blocks)
        .extracting(PageBlock::box, block -> ((PageBlock.Text) block).kind())
        .containsExactly(
            tuple(new Box(50, 100, 450, 200), TextKind.PAGE_HEADER),
            tuple(PAGE, TextKind.PARAGRAPH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Text.\n\n![x](a.png \"Bars\")\n\nMore.\n\n![y](b.png)\n\nEnd.",
        "Text.\n\n<img src=\"a\">Bars</img>\n\nMore.\n\n<img src=\"b\"/>\n\nEnd.",
        "<p>Text.</p><figure><img src=a><figcaption>Bars</figcaption></figure><p>More.</p>"
            + "<img src=b><p>End.</p>",
        "<text>Text.</text><picture><bar_chart><caption>Bars</caption></picture>"
            + "<text>More.</text><picture></picture><text>End.</text>"
      })
  void picturesStandWhereTheAnswerHasThemWithTheirCaptions(String answer) {
    PageContent page = page("doctags", picture(0, "f"), picture(1, "g"));

    PageContent converted = PageAnswers.converted(page, answer);

    assertThat(converted.blocks())
        .extracting(block -> block instanceof PageBlock.Text text ? text.text() : "picture")
        .containsExactly("Text.", "picture", "Bars", "More.", "picture", "End.");
    assertThat(converted.pictures())
        .extracting(PageBlock.Picture::caption)
        .containsExactly(Optional.of(2), Optional.empty());
  }

  @Test
  void aTablesCaptionMovesWithItAndIsNoPictures() {
    PageContent page = page("doctags", picture(0, "f"), text(TextKind.CAPTION, "T"));

    PageContent converted =
        PageAnswers.converted(
            page, "<picture></picture><otsl><caption>Cap</caption><fcel>a<nl></otsl>");

    assertThat(converted.blocks()).hasSize(3);
    assertThat(((PageBlock.Table) converted.blocks().get(1)).caption()).contains(2);
    assertThat(converted.pictures().findFirst().orElseThrow().caption()).isEmpty();
  }

  @Test
  void analysisKnowsTheCaptionsOfTables() {
    PageContent page =
        page(
            "markdown",
            new PageBlock.Table(
                PAGE,
                Optional.of(1),
                1,
                1,
                PageBlock.Table.of(List.of(List.of("a")), 0, PAGE).cells()),
            text(TextKind.CAPTION, "Table 1: Sales"));

    PageContent converted =
        PageAnswers.converted(page, "**Table 1:** Sales\n\n| a |\n|---|\n| 1 |");

    assertThat(((PageBlock.Table) converted.blocks().get(1)).caption()).contains(0);
    assertThat(((PageBlock.Text) converted.blocks().get(0)).kind()).isEqualTo(TextKind.CAPTION);
  }

  @Test
  void coordinatesAreTakenFromTheGrid() {
    List<PageBlock> blocks =
        PageAnswers.blocks(
            "doctags",
            "<text><loc_50><loc_100><loc_450><loc_125>a</text><text>b</text>"
                + "<text><loc_9><loc_9><loc_9><loc_9>c</text>",
            PAGE);

    assertThat(blocks)
        .extracting(PageBlock::box)
        .containsExactly(new Box(50, 200, 450, 250), PAGE, PAGE);
  }

  @Test
  void aPictureStandsWhereItIsOnThePage() {
    PageContent page = page("doctags", picture(0, "f"));

    PageContent converted =
        PageAnswers.converted(
            page,
            "<text><loc_50><loc_10><loc_450><loc_40>above</text>"
                + "<text><loc_50><loc_300><loc_450><loc_400>below</text>");

    assertThat(converted.blocks())
        .extracting(block -> block instanceof PageBlock.Text text ? text.text() : "picture")
        .containsExactly("above", "picture", "below");
  }

  @Test
  void withoutPositionsPicturesFollowTheTextAndKeepTheirCaptions() {
    PageContent page =
        page(
            "markdown",
            text(TextKind.CAPTION, "Figure 1: Bars."),
            picture(0, "f", Optional.of(0)),
            picture(1, "g"));

    PageContent converted = PageAnswers.converted(page, "Text.\n\n*Figure 1* – bars\n\nMore.");

    assertThat(converted.blocks())
        .extracting(block -> block instanceof PageBlock.Text text ? text.text() : "picture")
        .containsExactly("Text.", "Figure 1 – bars", "More.", "picture", "picture");
    assertThat(converted.pictures())
        .extracting(PageBlock.Picture::caption)
        .containsExactly(Optional.of(1), Optional.empty());
  }

  @Test
  void anyTextGivesAPage() {
    Random random = new Random(5);
    for (int round = 0; round < 5000; round++) {
      StringBuilder answer = new StringBuilder();
      int pieces = random.nextInt(40);
      for (int piece = 0; piece < pieces; piece++) {
        answer.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      for (String format : List.of("markdown", "doctags", "html", "", "nonsense")) {
        List<PageBlock> blocks = PageAnswers.blocks(format, answer.toString(), PAGE);

        assertThat(blocks)
            .as("round %d: %s", round, answer)
            .allMatch(block -> !words(block).isBlank())
            .allMatch(block -> block.box().intersect(PAGE).equals(block.box()));
        PageAnswers.converted(page(format, picture(0, "f"), picture(1, "g")), answer.toString());
      }
    }
  }

  @Test
  void longAnswersTakeNoLongTime() {
    for (String piece : PIECES) {
      String answer = piece.repeat(100_000 / piece.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(10),
          () -> {
            PageAnswers.blocks("markdown", answer, PAGE);
            PageAnswers.blocks("doctags", "<text>" + answer, PAGE);
            PageAnswers.blocks("html", "<p>" + answer, PAGE);
          },
          piece);
    }
  }

  private static PageContent page(String format, PageBlock... found) {
    PageBlock.Crop crop = new PageBlock.Crop(0, 1, "image/png", 1, 1, "a");
    return new PageContent(
        1, 612, 792, List.of(found), Optional.of(new PageContent.Conversion("p", format, crop)));
  }

  private static List<Tuple> read(String format, String answer) {
    return PageAnswers.blocks(format, answer, PAGE).stream()
        .map(block ->
            block instanceof PageBlock.Text text
                ? tuple(text.kind(), text.text(), text.level(), text.marker())
                : tuple(TABLE_KIND, words(block), 0, ""))
        .toList();
  }

  /// Cells of a table with a bar between them.
  private static String words(PageBlock block) {
    return switch (block) {
      case PageBlock.Text text -> text.text();
      case PageBlock.Table table ->
          table.cells().stream().map(PageBlock.Cell::text).collect(Collectors.joining("|"));
      case PageBlock.Picture _ -> "";
    };
  }

  private static Tuple title(String text) {
    return tuple(TextKind.TITLE, text, 1, "");
  }

  private static Tuple heading(int level, String text) {
    return tuple(TextKind.HEADING, text, level, "");
  }

  private static Tuple paragraph(String text) {
    return plain(TextKind.PARAGRAPH, text);
  }

  private static Tuple item(String marker, String text) {
    return tuple(TextKind.LIST_ITEM, text, 0, marker);
  }

  private static Tuple item(String marker, String text, int depth) {
    return tuple(TextKind.LIST_ITEM, text, depth, marker);
  }

  private static Tuple plain(TextKind kind, String text) {
    return tuple(kind, text, 0, "");
  }
}
