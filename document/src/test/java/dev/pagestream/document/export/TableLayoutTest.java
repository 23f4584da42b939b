package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableLayoutTest {
  @Test
  void aCellIsWrittenOnceWithItsSpans() {
    assertThat(rows(HtmlSamples.spans()))
        .containsExactly(
            "[ 2x1] [2023 1x2] [2024 1x2]",
            "[H1 1x1] [H2 1x1] [H1 1x1] [H2 1x1]",
            "[Europe 1x1] [10.2 1x1] [11.0 1x1] [12.4 1x1] [13.1 1x1]",
            "[Asia 1x1] [not reported 1x2] [8.0 1x1] [12.0 1x1]");
  }

  @Test
  void aPlaceThatNoCellCoversIsEmpty() {
    assertThat(rows(new CellTable(List.of(cell(1, 1, 1, 1, "a")), 2, 2)))
        .containsExactly("[ 1x1] [ 1x1]", "[ 1x1] [a 1x1]");
  }

  @Test
  void ofCellsThatOverlapTheLaterHasThePlaceAndNoneIsLost() {
    CellTable table =
        new CellTable(List.of(cell(0, 0, 2, 2, "under"), cell(0, 0, 1, 1, "over")), 2, 2);

    assertThat(rows(table)).containsExactly("[over 1x1] [under 2x1]", "[ 1x1]");
  }

  @Test
  void aCellThatReachesOutOfTheTableIsCut() {
    assertThat(rows(new CellTable(List.of(cell(0, 0, 9, 9, "a")), 1, 2)))
        .containsExactly("[a 1x2]");
  }

  @Test
  void everyPlaceIsCoveredOnce() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int rows = random.nextInt(5);
      int columns = random.nextInt(5);
      List<TableCell> cells = new ArrayList<>();
      for (int cell = random.nextInt(9); cell > 0; cell--) {
        cells.add(
            cell(
                random.nextInt(5),
                random.nextInt(5),
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                "c" + cell));
      }
      CellTable table = new CellTable(cells, rows, columns);

      int covered =
          TableLayout.rows(table).stream()
              .flatMap(List::stream)
              .mapToInt(place -> place.rowSpan() * place.colSpan())
              .sum();

      assertThat(covered).as("round %d: %s", round, table).isEqualTo(rows * columns);
      assertThat(texts(table)).as("round %d", round).doesNotHaveDuplicates();
    }
  }

  @Test
  void tablesOfPagesKeepEveryText() {
    RandomDocuments random = new RandomDocuments(11);
    for (int round = 0; round < 200; round++) {
      random
          .next()
          .document()
          .tables()
          .forEach(table ->
              assertThat(TableLayout.rows(table.data()).stream().flatMap(List::stream))
                  .filteredOn(place -> place.cell().isPresent())
                  .hasSameSizeAs(table.data().tableCells()));
    }
  }

  private static Stream<String> texts(CellTable table) {
    return TableLayout.rows(table).stream()
        .flatMap(List::stream)
        .map(TableLayout.Place::text)
        .filter(text -> !text.isEmpty());
  }

  private static List<String> rows(CellTable table) {
    return TableLayout.rows(table).stream()
        .map(row ->
            String.join(
                " ",
                row.stream()
                    .map(p -> "[%s %dx%d]".formatted(p.text(), p.rowSpan(), p.colSpan()))
                    .toList()))
        .toList();
  }

  private static TableCell cell(int row, int column, int rows, int columns, String text) {
    return HtmlSamples.cell(row, column, rows, columns, text, false, false);
  }
}
