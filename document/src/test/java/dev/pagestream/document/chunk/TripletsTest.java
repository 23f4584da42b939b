package dev.pagestream.document.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TripletsTest {
  private static TableCell cell(int row, int column, int columns, String text, boolean header) {
    return new TableCell(
        Optional.empty(),
        1,
        columns,
        row,
        row + 1,
        column,
        column + columns,
        text,
        header,
        false,
        false);
  }

  @Test
  void everyValueIsNamedByItsRowAndColumn() {
    CellTable table =
        CellTable.of(
            List.of(
                List.of("Region", "2023", "2024"),
                List.of("North", "1", " 2 "),
                List.of("South", "", "4")));

    assertThat(Triplets.of(withHeader(table)))
        .isEqualTo("North, 2023 = 1. North, 2024 = 2. South, 2023 = . South, 2024 = 4");
  }

  private static CellTable withHeader(CellTable table) {
    List<TableCell> cells =
        table.tableCells().stream()
            .map(c ->
                cell(
                    c.startRowOffsetIdx(),
                    c.startColOffsetIdx(),
                    1,
                    c.text(),
                    c.startRowOffsetIdx() == 0))
            .toList();
    return new CellTable(cells, table.numRows(), table.numCols());
  }

  @Test
  void severalRowsOfHeadersMakeOneName() {
    CellTable table =
        new CellTable(
            List.of(
                cell(0, 1, 2, "Sales", true),
                cell(1, 0, 1, "Region", true),
                cell(1, 1, 1, "net", true),
                cell(1, 2, 1, "gross", true),
                cell(2, 0, 1, "North", false),
                cell(2, 1, 2, "1", false)),
            3,
            3);

    assertThat(Triplets.of(table)).isEqualTo("North, Sales.net = 1. North, Sales.gross = 1");
  }

  @Test
  void columnsWithoutNamesHaveNumbers() {
    CellTable table =
        new CellTable(List.of(cell(0, 0, 1, "a", false), cell(0, 1, 1, "b", false)), 1, 2);

    assertThat(Triplets.of(table)).isEqualTo("a, 1 = b");
  }

  @Test
  void aTableOfOneColumnOrOfHeadersOnlyIsNotLost() {
    assertThat(Triplets.of(CellTable.of(List.of(List.of("a"), List.of("1"))))).isEqualTo("a\n1");
    assertThat(Triplets.of(CellTable.of(List.of(List.of("a", "b"))))).isEqualTo("a | b");
    assertThat(Triplets.of(new CellTable(List.of(), 0, 0))).isEmpty();
    assertThat(Triplets.of(new CellTable(List.of(), 2, 0))).isEmpty();
  }

  @Test
  void namesAreNotRepeatedWithoutBound() {
    int rows = 3_000;
    String name = "n".repeat((int) (Triplets.MAX_CHARS / rows));
    List<TableCell> cells = new ArrayList<>();
    cells.add(cell(0, 1, 1, name, true));
    for (int row = 1; row <= rows; row++) {
      cells.add(cell(row, 1, 1, "v" + row, false));
    }

    String text = Triplets.of(new CellTable(cells, rows + 1, 2));

    assertThat(text).startsWith(name + "\nv1\nv2\n").endsWith("\nv" + rows);
    assertThat(text.lines().collect(Collectors.counting())).isEqualTo(rows + 1);
  }
}
