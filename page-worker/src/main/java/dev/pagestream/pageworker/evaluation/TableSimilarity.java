package dev.pagestream.pageworker.evaluation;

import dev.pagestream.pageworker.evaluation.PageTruth.CellTruth;
import dev.pagestream.pageworker.evaluation.PageTruth.TableTruth;
import dev.pagestream.pageworker.evaluation.TreeDistance.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How alike two tables are, 0 to 1: the tree edit distance similarity of Zhong, ShafieiBavani and
/// Jimeno Yepes (2020), "Image-based table recognition: data, model, and evaluation". A table is a
/// tree of head and body, their rows and their cells; a cell of other spans costs 1, one of another
/// text the share of its letters that differ, and so does each node too many or too few. The
/// similarity is what is left of the larger tree. Places that no cell covers are empty cells.
///
/// @param withTexts of structure and texts (TEDS)
/// @param structure of structure alone (TEDS-S)
record TableSimilarity(double withTexts, double structure) {
  /// Of larger tables the first rows count.
  static final int MOST_PLACES = 800;

  static final TableSimilarity NONE = new TableSimilarity(0, 0);

  static TableSimilarity of(TableTruth truth, TableTruth found) {
    Node a = tree(truth);
    Node b = tree(found);
    return new TableSimilarity(similarity(a, b, true), similarity(a, b, false));
  }

  /// The text of a cell as it counts: spaces are all alike.
  static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /// The roots do not count, as in the paper's own program.
  private static double similarity(Node a, Node b, boolean texts) {
    int nodes = Math.max(1, Math.max(a.size(), b.size()) - 1);
    return Math.max(0, 1 - TreeDistance.of(a, b, texts) / nodes);
  }

  private static Node tree(TableTruth table) {
    int columns = Math.min(table.columns(), MOST_PLACES);
    int rows = Math.min(table.rows(), MOST_PLACES / Math.max(1, columns));
    List<List<CellTruth>> cells = filled(table, rows, columns);
    List<Node> head = new ArrayList<>();
    List<Node> body = new ArrayList<>();
    for (List<CellTruth> row : cells) {
      boolean heads = body.isEmpty() && row.stream().anyMatch(CellTruth::header);
      (heads ? head : body).add(row(row));
    }
    List<Node> parts = new ArrayList<>();
    if (!head.isEmpty()) {
      parts.add(Node.of("thead", head));
    }
    if (!body.isEmpty()) {
      parts.add(Node.of("tbody", body));
    }
    return Node.of("table", parts);
  }

  private static Node row(List<CellTruth> cells) {
    return Node.of(
        "tr",
        cells.stream()
            .map(cell ->
                new Node("td", cell.rowSpan(), cell.columnSpan(), plain(cell.text()), List.of()))
            .toList());
  }

  /// The cells that begin in each row, from left to right.
  private static List<List<CellTruth>> filled(TableTruth table, int rows, int columns) {
    boolean[][] covered = new boolean[rows][columns];
    List<List<CellTruth>> filled = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      filled.add(new ArrayList<>());
    }
    for (CellTruth cell : table.cells()) {
      if (cell.row() < rows && cell.column() < columns) {
        filled.get(cell.row()).add(cell);
        for (int row = cell.row(); row < Math.min(rows, cell.bottom()); row++) {
          for (int column = cell.column(); column < Math.min(columns, cell.right()); column++) {
            covered[row][column] = true;
          }
        }
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (!covered[row][column]) {
          filled.get(row).add(new CellTruth(row, column, 1, 1, "", false));
        }
      }
      filled.get(row).sort(Comparator.comparingInt(CellTruth::column));
    }
    return filled;
  }
}
