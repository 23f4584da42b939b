package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.SamplePages;
import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.document.pageanswer.PageAnswers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocTagsExporterTest {
  private static final Box PAGE = new Box(0, 0, 612, 792);

  private static final Pattern TAG = Pattern.compile("<(/?)([a-z_0-9]+)>");

  /// Tags without an end: places, cells, classes, page breaks.
  private static final Pattern MARK =
      Pattern.compile("loc_\\d+|[flexu]cel|ched|rhed|srow|nl|page_break|_.*_");

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          P < 0.05, R&D, a -> b   → P < 0.05, R&D, a -> b
          a <b>bold</b> word      → a &lt;b>bold&lt;/b> word
          </text><title>          → &lt;/text>&lt;title>
          <_Java_>, <!-- , <|end|> → &lt;_Java_>, &lt;!-- , &lt;|end|>
          &lt; and &#60; and &x   → &amp;lt; and &amp;#60; and &x
          """)
  void escapesOnlyWhatReadersTakeForMarkup(String text, String written) {
    assertThat(exported(SamplePages.text(TextKind.PARAGRAPH, text)))
        .isEqualTo(
            "<doctag><text><loc_59><loc_189><loc_441><loc_202>" + written + "</text>\n</doctag>");
  }

  @Test
  void pointsFromTheCoveredPlacesOfATableToItsCells() {
    String doctags = DocTagsExporter.export(EveryNodeDocument.document());

    assertThat(doctags)
        .contains(
            "<ched>Region<ched>Both|years<lcel><nl>"
                + "<srow>Europe<lcel><lcel><nl>"
                + "<rhed>North<fcel>x &lt; 10<ecel><nl>"
                + "<ucel><fcel>12\n13<ecel><nl>"
                + "<rhed>South<fcel>&lt;none><xcel><nl>"
                + "<ecel><xcel><xcel><nl>");
  }

  @Test
  void aClassThatDoclingDoesNotKnowIsNoTag() {
    assertThat(DocTagsExporter.export(EveryNodeDocument.document()))
        .contains("<bar_chart>", "<photograph>");
    assertThat(DocTagsExporter.export(EveryNodeDocument.worded(renamed("bar_chart", "title"))))
        .doesNotContain("<bar_chart>", "<chart>")
        .containsOnlyOnce("<title>");
  }

  @Test
  void ourOwnReaderFindsTheSameTexts() {
    DoclingDocument document = EveryNodeDocument.document();

    List<PageBlock> read =
        PageAnswers.blocks("doctags", DocTagsExporter.export(document), new Box(0, 0, 600, 800));

    assertThat(read)
        .filteredOn(PageBlock.Text.class::isInstance)
        .extracting(block -> summary((PageBlock.Text) block))
        .containsExactly(
            "PAGE_HEADER Annual report – draft",
            "TITLE Growth & <risk> in 2024",
            "PARAGRAPH Revenue was *up* in quarter_4: P < 0.05, R&D <b>tripled</b> &amp; more.",
            "HEADING 1 Results",
            "HEADING 1.1 In short",
            "LIST_ITEM first <point>",
            "LIST_ITEM second point",
            "LIST_ITEM one",
            "LIST_ITEM R&D",
            "LIST_ITEM third point",
            "CAPTION A caption of nothing.",
            "CODE if (a < b) {\n  print(\"]]>\");\n}\n\n// List<String>",
            "FOOTNOTE ¹ Not audited; see `section 9`.",
            "PAGE_FOOTER 1 of 2",
            "PARAGRAPH Two lines\nin one text, 📈 and a tab here.",
            "PARAGRAPH שלום עולם",
            "CAPTION Figure 1: Revenue by quarter_2024.",
            "CAPTION Table 1: Sales <net>",
            "PARAGRAPH The end.");
    assertThat(read)
        .filteredOn(block -> block instanceof PageBlock.Text text && text.level() == 2)
        .hasSize(1);
  }

  @Test
  void ourOwnReaderFindsTheSameTable() {
    List<PageBlock> read =
        PageAnswers.blocks("doctags", DocTagsExporter.export(EveryNodeDocument.document()), PAGE);

    assertThat(read)
        .filteredOn(PageBlock.Table.class::isInstance)
        .singleElement()
        .satisfies(block -> {
          PageBlock.Table table = (PageBlock.Table) block;
          assertThat(table.rows()).isEqualTo(6);
          assertThat(table.columns()).isEqualTo(3);
          assertThat(table.cells())
              .filteredOn(cell -> !cell.text().isEmpty())
              .extracting(cell -> place(cell) + flags(cell) + " " + cell.text())
              .containsExactly(
                  "0/0 1x1 column Region",
                  "0/1 1x2 column Both|years",
                  "1/0 1x3 section Europe",
                  "2/0 2x1 row North",
                  "2/1 1x1 x < 10",
                  "3/1 1x1 12 13",
                  "4/0 1x1 row South",
                  "4/1 2x2 <none>");
        });
  }

  @Test
  void captionsAreReadBackWithTheirTables() {
    List<PageBlock> read =
        PageAnswers.blocks("doctags", DocTagsExporter.export(EveryNodeDocument.document()), PAGE);

    assertThat(read)
        .filteredOn(PageBlock.Table.class::isInstance)
        .extracting(block -> ((PageBlock.Table) block).caption().map(read::get))
        .extracting(caption -> caption.map(block -> ((PageBlock.Text) block).text()))
        .containsExactly(Optional.of("Table 1: Sales <net>"));
  }

  @Test
  void listsAreReadBackWithTheirLevelsAndNumbers() {
    List<PageBlock> read =
        PageAnswers.blocks("doctags", DocTagsExporter.export(EveryNodeDocument.document()), PAGE);

    assertThat(read)
        .filteredOn(
            block -> block instanceof PageBlock.Text text && text.kind() == TextKind.LIST_ITEM)
        .extracting(block -> ((PageBlock.Text) block).level())
        .containsExactly(0, 0, 1, 1, 0);
  }

  @Test
  void anyTableIsReadBackAsItWas() {
    Random random = new Random(31);
    for (int round = 0; round < 2_000; round++) {
      PageBlock.Table table = randomTable(random);

      List<PageBlock> read = PageAnswers.blocks("doctags", exported(table), PAGE);

      assertThat(read)
          .as("round %d: %s", round, exported(table))
          .singleElement()
          .satisfies(block ->
              assertThat(((PageBlock.Table) block).cells())
                  .containsExactlyElementsOf(table.cells()));
    }
  }

  /// Its cells fill it, none is empty, and none that covers several rows and columns touches
  /// another such cell: docling writes those in a way that does not say which of them a place
  /// belongs to.
  private static PageBlock.Table randomTable(Random random) {
    int rows = 1 + random.nextInt(5);
    int columns = 1 + random.nextInt(5);
    boolean[][] taken = new boolean[rows][columns];
    List<PageBlock.Cell> cells = new ArrayList<>();
    boolean crossed = false;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (!taken[row][column]) {
          int wide = 1;
          int wanted = 1 + random.nextInt(3);
          while (wide < wanted && column + wide < columns && !taken[row][column + wide]) {
            wide++;
          }
          int high = wide > 1 && crossed ? 1 : 1 + random.nextInt(Math.min(3, rows - row));
          crossed |= wide > 1 && high > 1;
          for (int down = 0; down < high; down++) {
            Arrays.fill(taken[row + down], column, column + wide, true);
          }
          int kind = random.nextInt(4);
          cells.add(
              new PageBlock.Cell(
                  row,
                  column,
                  high,
                  wide,
                  "c" + cells.size(),
                  kind == 1,
                  kind == 2,
                  Optional.empty(),
                  kind == 3));
        }
      }
    }
    return new PageBlock.Table(SamplePages.BODY_BOX, Optional.empty(), rows, columns, cells);
  }

  @Test
  void ourOwnReaderFindsNodesWhereTheyStand() {
    Box box = new Box(61.2, 79.2, 306, 396);

    List<PageBlock> read =
        PageAnswers.blocks(
            "doctags", exported(SamplePages.text(TextKind.PARAGRAPH, "here", box)), PAGE);

    assertThat(read).singleElement().extracting(PageBlock::box).isEqualTo(box);
  }

  @Test
  void hostileTextsStayInTheirElements() {
    HostileTexts hostile = new HostileTexts(20261128);
    String expected = skeleton(DocTagsExporter.export(EveryNodeDocument.worded(_ -> "x")));
    for (int round = 0; round < 200; round++) {
      String doctags = DocTagsExporter.export(EveryNodeDocument.worded(_ -> hostile.next()));

      assertThat(skeleton(doctags)).as("round %d:%n%s", round, doctags).isEqualTo(expected);
    }
  }

  @Test
  void hostileTextsAreReadBack() {
    HostileTexts hostile = new HostileTexts(7);
    for (int round = 0; round < 1_000; round++) {
      String text = Unicode.wellFormed(hostile.next());

      List<PageBlock> read =
          PageAnswers.blocks("doctags", exported(SamplePages.text(TextKind.PARAGRAPH, text)), PAGE);

      assertThat(read)
          .as("round %d", round)
          .extracting(block -> tidy(((PageBlock.Text) block).text()))
          .isEqualTo(tidy(text).isEmpty() ? List.of() : List.of(tidy(text)));
    }
  }

  @Test
  void everyDocumentIsBalanced() {
    RandomDocuments random = new RandomDocuments(11);
    for (int round = 0; round < 200; round++) {
      String doctags = DocTagsExporter.export(random.next().document());

      assertThat(skeleton(doctags)).as("round %d:%n%s", round, doctags).startsWith("doctag");
    }
  }

  @Test
  void halfOfASurrogatePairCanBeEncoded() {
    assertThat(DocTagsExporter.export(EveryNodeDocument.worded(_ -> "a\uD83D")))
        .contains("<title><loc_50><loc_25><loc_450><loc_31>a\uFFFD</title>")
        .doesNotContain("\uD83D");
  }

  @Test
  void anEmptyDocumentIsEmpty() {
    assertThat(exported()).isEqualTo("<doctag>\n</doctag>");
  }

  @Test
  void aTextWithoutAPlaceHasNoLocation() {
    assertThat(exported(SamplePages.text(TextKind.PARAGRAPH, "anywhere", Box.NOWHERE)))
        .isEqualTo("<doctag><text>anywhere</text>\n</doctag>");
  }

  /// The elements of it, nested as they are, and the cells; fails when they are not balanced.
  private static String skeleton(String doctags) {
    StringBuilder skeleton = new StringBuilder();
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(doctags);
    while (tag.find()) {
      String name = tag.group(2);
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).as(doctags).isEqualTo(name);
        skeleton.append(')');
      } else if (MARK.matcher(name).matches() || PictureLabels.isKnown(name)) {
        // So do texts, of the header cells of charts.
        String mark = name.matches("ched|rhed|srow|fcel") ? "cell" : name;
        skeleton.append(name.startsWith("loc_") ? "" : "." + mark);
      } else {
        open.push(name);
        // The markers decide which kind of list it is.
        skeleton.append(name.replace("unordered", "ordered")).append('(');
      }
    }
    assertThat(open).as(doctags).isEmpty();
    return skeleton.toString();
  }

  private static String place(PageBlock.Cell cell) {
    return cell.row() + "/" + cell.column() + " " + cell.rowSpan() + "x" + cell.columnSpan();
  }

  private static String flags(PageBlock.Cell cell) {
    return (cell.columnHeader() ? " column" : "")
        + (cell.rowHeader() ? " row" : "")
        + (cell.rowSection() ? " section" : "");
  }

  private static String summary(PageBlock.Text text) {
    return text.kind() + " " + text.text();
  }

  /// What no reader keeps apart.
  private static String tidy(String text) {
    List<String> lines = new ArrayList<>();
    for (String line :
        Inline.stripped(text).replaceAll("[ \\t\\x0B\\f\\r\\u00A0]+", " ").split("\n", -1)) {
      lines.add(line.strip());
    }
    return String.join("\n", lines).strip();
  }

  private static UnaryOperator<String> renamed(String from, String to) {
    return text -> text.equals(from) ? to : text;
  }

  private static String exported(PageBlock... blocks) {
    return DocTagsExporter.export(
        SamplePages.assembled(Map.of(), SamplePages.page(1, blocks)).document());
  }
}
