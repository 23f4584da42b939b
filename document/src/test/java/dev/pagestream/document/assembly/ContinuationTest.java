package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.assembled;
import static dev.pagestream.document.SamplePages.heading;
import static dev.pagestream.document.SamplePages.item;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paragraphs and tables that a page ends and the next one goes on with.
class ContinuationTest {
  private static final Box LOW = new Box(72, 500, 540, 700);
  private static final Box HIGH = new Box(73, 80, 541, 200);

  @Test
  void aSentenceThatThePageCutsIsOneParagraphWithTwoPlaces() {
    List<TextItem> texts =
        texts(
            page(1, text(TextKind.PARAGRAPH, "The pump was stopped before \uD83D\uDE00")),
            page(2, text(TextKind.PARAGRAPH, "the water rose."), heading("Next", 14)));

    TextItem whole = texts.getFirst();
    assertThat(whole.text()).isEqualTo("The pump was stopped before \uD83D\uDE00 the water rose.");
    assertThat(whole.orig()).isEqualTo(whole.text());
    assertThat(whole.prov()).extracting(Provenance::pageNo).containsExactly(1, 2);
    assertThat(whole.prov())
        .extracting(Provenance::charspan)
        .containsExactly(List.of(0, 29), List.of(30, 45));
    assertThat(texts).extracting(TextItem::text).endsWith("Next").hasSize(2);
  }

  @Test
  void whatStandsBetweenDoesNotEndIt() {
    List<TextItem> texts =
        texts(
            page(
                1,
                text(TextKind.PARAGRAPH, "The pump was stop-"),
                picture(0, "f-1"),
                text(TextKind.FOOTNOTE, "1 In May.")),
            page(
                2,
                picture(0, "f-2", Optional.of(1)),
                text(TextKind.CAPTION, "Figure 2: the pump"),
                text(TextKind.PARAGRAPH, "ped again.")));

    assertThat(texts)
        .extracting(TextItem::text)
        .containsExactlyInAnyOrder(
            "The pump was stopped again.", "1 In May.", "Figure 2: the pump");
  }

  @Test
  void itGoesOnOverSeveralPages() {
    List<TextItem> texts =
        texts(
            page(1, text(TextKind.PARAGRAPH, "One sentence that")),
            page(2, text(TextKind.PARAGRAPH, "fills more than")),
            page(3, text(TextKind.PARAGRAPH, "a page. It ends.")),
            page(4, text(TextKind.PARAGRAPH, "begins small")));

    assertThat(texts)
        .extracting(TextItem::text)
        .containsExactly("One sentence that fills more than a page. It ends.", "begins small");
  }

  @Test
  void anItemOfAListGoesOnInsideIt() {
    DoclingDocument document =
        document(
            page(1, item("1.", "First, stop"), item("2.", "Second, open")),
            page(2, text(TextKind.PARAGRAPH, "the valve.")));

    TextItem second = document.texts().getLast();
    assertThat(second.text()).isEqualTo("Second, open the valve.");
    assertThat(second.orig()).isEqualTo("2. Second, open the valve.");
    assertThat(document.body().children()).hasSize(1);
  }

  @Test
  void aParagraphGoesOnInTheNextColumn() {
    Box left = new Box(72, 400, 300, 700);
    Box right = new Box(320, 80, 540, 200);

    assertThat(
            texts(
                page(
                    1,
                    text(TextKind.PARAGRAPH, "It was found that", left),
                    text(TextKind.PARAGRAPH, "the seal broke.", right))))
        .extracting(TextItem::text)
        .containsExactly("It was found that the seal broke.");
    assertThat(
            texts(
                page(
                    1,
                    text(TextKind.PARAGRAPH, "not capital", HIGH),
                    text(TextKind.PARAGRAPH, "not the same", LOW))))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The pump was stopped.   | the water rose.",
        "He said (\"stop!\")       | and went.",
        "The parts are:          | a pump",
        "Pumps and valves        | The next chapter",
        "Pumps and valves        | 12 litres",
        "\u6C34\u304C\u6B62\u307E\u308A\u307E\u3057\u305F\u3002 | \u6B21",
      })
  void aNewParagraphIsNone(String before, String after) {
    assertThat(
            texts(
                page(1, text(TextKind.PARAGRAPH, before)),
                page(2, text(TextKind.PARAGRAPH, after))))
        .hasSize(2);
  }

  @Test
  void scriptsWithoutSmallLettersAreJoinedWithoutASpaceWhereTheyHaveNone() {
    assertThat(
            texts(
                page(1, text(TextKind.PARAGRAPH, "\u30DD\u30F3\u30D7\u304C")),
                page(2, text(TextKind.PARAGRAPH, "\u6B62\u307E\u308B\u3002"))))
        .extracting(TextItem::text)
        .containsExactly("\u30DD\u30F3\u30D7\u304C\u6B62\u307E\u308B\u3002");
    assertThat(
            texts(
                page(1, text(TextKind.PARAGRAPH, "\u05D4\u05DE\u05E9\u05D0\u05D1\u05D4")),
                page(2, text(TextKind.PARAGRAPH, "\u05E0\u05E2\u05E6\u05E8\u05D4."))))
        .extracting(TextItem::text)
        .containsExactly("\u05D4\u05DE\u05E9\u05D0\u05D1\u05D4 \u05E0\u05E2\u05E6\u05E8\u05D4.");
  }

  @Test
  void anotherSizeAHeadingCodeAMissingPageOrSlidesEndIt() {
    PageBlock.Text open = text(TextKind.PARAGRAPH, "It goes");
    PageBlock.Text rest = text(TextKind.PARAGRAPH, "on here");
    PageBlock.Text small = new PageBlock.Text(TextKind.PARAGRAPH, "on here", HIGH, 0, 8, "");

    assertThat(texts(page(1, open), page(2, small))).hasSize(2);
    assertThat(texts(page(1, open, heading("New", 14)), page(2, rest))).hasSize(3);
    assertThat(texts(page(1, open, text(TextKind.CODE, "x = 1")), page(2, rest))).hasSize(3);
    assertThat(texts(page(1, open), page(3, rest))).hasSize(2);
    assertThat(texts(slide(1, open), slide(2, rest))).hasSize(2);
  }

  @Test
  void aTableThatIsCutIsOneAndItsRepeatedHeaderIsLeftOut() {
    DoclingDocument document =
        document(
            page(
                1,
                table(LOW, Optional.empty(), 1, "Part", "Litres", "pump", "3"),
                text(TextKind.FOOTNOTE, "1 In May.")),
            page(
                2,
                table(HIGH, Optional.of(1), 1, "Part", "Litres", "valve", "4", "seal", "5"),
                text(TextKind.CAPTION, "Table 1 (continued)"),
                text(TextKind.PARAGRAPH, "After it.")));

    assertThat(document.tables()).hasSize(1);
    TableItem table = document.tables().getFirst();
    assertThat(rows(table))
        .containsExactly(
            List.of("Part", "Litres"),
            List.of("pump", "3"),
            List.of("valve", "4"),
            List.of("seal", "5"));
    assertThat(table.prov()).extracting(Provenance::pageNo).containsExactly(1, 2);
    assertThat(table.data().tableCells())
        .filteredOn(cell -> cell.bbox().isPresent())
        .as("boxes of the first page only")
        .hasSize(4);
    assertThat(document.texts())
        .filteredOn(text -> text.text().contains("continued"))
        .extracting(TextItem::label)
        .containsExactly(TextLabel.PAGE_HEADER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Table 1 (continued)",
        "Table 1 (Continued): litres by part",
        "Table 1. Continued.",
        "Table 1 cont'd",
        "Continued from the page before",
        "Tableau 1 (suite et fin)",
        "Tableau 1 – suite",
        "Suite du tableau 1",
        "Tabelle 1: Fortsetzung",
        "Tabelle 1 (Forts.)",
        "Tabla 1 (continuación)",
        "续表1"
      })
  void aCaptionMaySayThatTheTableGoesOn(String caption) {
    assertThat(tablesWith(caption)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Table 2: Results of the test suite",
        "Table 2. A suite of tests",
        "Table 2: Continued growth of the towns",
        "Table 2: Content of the boxes",
        "Tableau 2 : Par suite de la crue"
      })
  void aCaptionOfItsOwnBeginsATable(String caption) {
    assertThat(tablesWith(caption)).hasSize(2);
  }

  private static List<TableItem> tablesWith(String caption) {
    return document(
            page(1, table(LOW, Optional.empty(), 1, "Part", "Litres", "pump", "3")),
            page(
                2,
                table(HIGH, Optional.of(1), 1, "Part", "Litres", "valve", "4"),
                text(TextKind.CAPTION, caption)))
        .tables();
  }

  @Test
  void rowsWithNumbersAtTheTopOfAPageAreNoHeader() {
    DoclingDocument document =
        document(
            page(1, table(LOW, Optional.empty(), 1, "Part", "Litres", "pump", "3")),
            page(2, table(HIGH, Optional.empty(), 1, "valve", "4", "seal", "5")));

    assertThat(rows(document.tables().getFirst())).contains(List.of("valve", "4")).hasSize(4);
    assertThat(document.tables().getFirst().data().tableCells())
        .filteredOn(CellTable.TableCell::columnHeader)
        .extracting(CellTable.TableCell::text)
        .containsExactly("Part", "Litres");
  }

  @Test
  void anotherTableIsAnotherTable() {
    PageResult first = page(1, table(LOW, Optional.empty(), 1, "Part", "Litres", "pump", "3"));

    assertThat(tables(first, page(2, table(HIGH, Optional.empty(), 1, "Name", "Town", "A", "B"))))
        .as("another header")
        .hasSize(2);
    assertThat(
            tables(
                first,
                page(
                    2,
                    table(HIGH, Optional.of(1), 1, "Part", "Litres", "valve", "4"),
                    text(TextKind.CAPTION, "Table 2: valves"))))
        .as("a caption of its own")
        .hasSize(2);
    assertThat(
            tables(
                first,
                page(
                    2,
                    text(TextKind.PARAGRAPH, "Then."),
                    table(HIGH, Optional.empty(), 0, "valve", "4"))))
        .as("text between")
        .hasSize(2);
    assertThat(tables(first, page(2, table(LOW, Optional.empty(), 0, "valve", "4"))))
        .as("not at the top")
        .hasSize(2);
    assertThat(
            tables(
                first,
                page(2, table(new Box(72, 80, 300, 200), Optional.empty(), 0, "valve", "4"))))
        .as("not as wide")
        .hasSize(2);
    assertThat(tables(first, page(2, tableOf(HIGH, Optional.empty(), 0, 3, "valve", "4", "5"))))
        .as("other columns")
        .hasSize(2);
  }

  private static PageResult slide(int number, PageBlock... blocks) {
    return new PageResult.Analyzed(
        new PageContent(number, 960, 540, List.of(blocks)), _ -> new byte[0]);
  }

  private static PageBlock.Table table(
      Box box, Optional<Integer> caption, int headerRows, String... cells) {
    return tableOf(box, caption, headerRows, 2, cells);
  }

  private static PageBlock.Table tableOf(
      Box box, Optional<Integer> caption, int headerRows, int columns, String... cells) {
    List<PageBlock.Cell> placed = new ArrayList<>();
    for (int at = 0; at < cells.length; at++) {
      int row = at / columns;
      placed.add(
          new PageBlock.Cell(
              row,
              at % columns,
              1,
              1,
              cells[at],
              row < headerRows,
              false,
              Optional.of(new Box(80, box.top(), 90, box.top() + 10))));
    }
    return new PageBlock.Table(box, caption, cells.length / columns, columns, placed);
  }

  private static List<List<String>> rows(TableItem table) {
    return table.data().grid().stream()
        .map(row -> row.stream().map(CellTable.TableCell::text).toList())
        .toList();
  }

  private static List<TableItem> tables(PageResult... pages) {
    return document(pages).tables();
  }

  private static List<TextItem> texts(PageResult... pages) {
    return document(pages).texts();
  }

  private static DoclingDocument document(PageResult... pages) {
    return assembled(Map.of(), pages).document();
  }
}
