package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.LineJoin;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the cells of a table whose lines and columns are known. Used for one table.
final class CellReader {
  private static final double UNDER_RULE = 0.5;
  private static final double DRAWN = 0.5;
  private static final double AT_RULE_PT = 3;

  private final List<TextRow> rows;
  private final Columns columns;
  private final Rulings rulings;
  private final RowGroups groups;
  private final List<List<Placed>> placed;
  private final List<List<Draft>> drafts = new ArrayList<>();

  private CellReader(List<TextRow> rows, Columns columns, Rulings rulings) {
    this.rows = rows;
    this.columns = columns;
    this.rulings = rulings;
    placed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      placed.add(underRules(i, Placed.of(rows.get(i), columns)));
    }
    groups = RowGroups.of(rows, placed, columns, rulings);
  }

  /// What is in the cells.
  ///
  /// @param headerRows rows at the top that name the columns
  record Grid(int rows, int columns, int headerRows, List<PageBlock.Cell> cells) {
    Grid {
      cells = List.copyOf(cells);
    }

    /// Share of the places that have a word.
    double filled() {
      return cells.stream()
              .filter(cell -> !cell.text().isEmpty())
              .mapToInt(cell -> cell.rowSpan() * cell.columnSpan())
              .sum()
          / (double) (rows * columns);
    }
  }

  static Grid read(List<TextRow> rows, Columns columns, Rulings rulings) {
    return new CellReader(rows, columns, rulings).read();
  }

  /// A cell under construction.
  private static final class Draft {
    private int first;
    private int last;
    private int rowSpan = 1;
    private final StringBuilder text = new StringBuilder();
    private Optional<Box> box = Optional.empty();

    Draft(int first, int last) {
      this.first = first;
      this.last = last;
    }

    boolean meets(Placed other) {
      return first <= other.last() && last >= other.first();
    }

    void add(String more, Box where) {
      LineJoin.append(text, more);
      box = Optional.of(box.map(where::union).orElse(where));
    }
  }

  private Grid read() {
    for (int row = 0; row < groups.count(); row++) {
      List<Draft> drafts = new ArrayList<>();
      for (int i = groups.starts().get(row); i < groups.end(row, rows.size()); i++) {
        for (Placed cell : placed.get(i)) {
          add(drafts, cell, rows.get(i));
        }
      }
      this.drafts.add(drafts);
    }
    if (columns.allRuled()) {
      joinAcross();
      joinDown();
    }
    int header = new HeaderRows(rows, groups, placed, columns, rulings).count();
    return new Grid(groups.count(), columns.count(), header, cells(header));
  }

  private static void add(List<Draft> drafts, Placed cell, TextRow row) {
    Draft draft =
        drafts.stream()
            .filter(other -> other.meets(cell))
            .findFirst()
            .orElseGet(() -> {
              Draft fresh = new Draft(cell.first(), cell.last());
              drafts.add(fresh);
              return fresh;
            });
    draft.first = Math.min(draft.first, cell.first());
    draft.last = Math.max(draft.last, cell.last());
    draft.add(cell.segment().text(), cell.segment().box(row));
  }

  /// A rule under a part of the columns says what the words over it span.
  private List<Placed> underRules(int at, List<Placed> line) {
    if (at + 1 >= rows.size()) {
      return line;
    }
    double from = rows.get(at).baseline();
    double to = rows.get(at + 1).baseline() - 0.5 * rows.get(at + 1).em();
    List<Placed> spread = new ArrayList<>(line);
    rulings
        .between(from, to)
        .filter(rule -> rule.width() < 0.9 * (columns.right() - columns.left()))
        .forEach(rule -> spread(spread, rule));
    return spread;
  }

  private void spread(List<Placed> line, Box rule) {
    List<Integer> over = new ArrayList<>();
    for (int column = 0; column < columns.count(); column++) {
      double start = columns.start(column);
      double end = columns.end(column);
      double shared = Math.min(end, rule.right()) - Math.max(start, rule.left());
      if (shared > UNDER_RULE * (end - start)) {
        over.add(column);
      }
    }
    List<Placed> words =
        line.stream().filter(cell -> cell.segment().shared(rule.left(), rule.right()) > 0).toList();
    if (over.size() >= 2 && words.size() == 1) {
      line.set(
          line.indexOf(words.getFirst()), words.getFirst().over(over.getFirst(), over.getLast()));
    }
  }

  /// Where no rule stands between two cells they are one.
  private void joinAcross() {
    for (int row = 0; row < drafts.size(); row++) {
      Box lines = lines(row);
      List<Draft> inRow = drafts.get(row);
      for (Draft draft : inRow) {
        while (draft.last < columns.count() - 1
            && !rulesDown(draft.last, lines)
            && isFree(inRow, draft.last + 1)) {
          draft.last++;
        }
        while (draft.first > 0
            && !rulesDown(draft.first - 1, lines)
            && isFree(inRow, draft.first - 1)) {
          draft.first--;
        }
      }
    }
  }

  private static boolean isFree(List<Draft> row, int column) {
    return row.stream().noneMatch(draft -> draft.first <= column && draft.last >= column);
  }

  private boolean rulesDown(int separator, Box lines) {
    double x = columns.separators().get(separator);
    return rulings.downAt(x, AT_RULE_PT).stream()
        .anyMatch(rule -> Boxes.sharedY(rule, lines) > DRAWN * lines.height());
  }

  /// A cell goes on downwards where no rule ends it and nothing stands below it.
  private void joinDown() {
    for (int row = 0; row + 1 < drafts.size(); row++) {
      for (Draft draft : drafts.get(row)) {
        int below = row + draft.rowSpan;
        while (below < drafts.size() && goesOn(draft, below)) {
          draft.rowSpan++;
          below++;
        }
      }
    }
    for (int row = drafts.size() - 1; row > 0; row--) {
      for (Draft draft : List.copyOf(drafts.get(row))) {
        liftUp(draft, row);
      }
    }
  }

  private boolean goesOn(Draft draft, int below) {
    for (int column = draft.first; column <= draft.last; column++) {
      if (!isFree(below, column)) {
        return false;
      }
    }
    return isOpen(draft, below);
  }

  /// Words set in the middle of a high cell stand in one of its lower rows.
  private void liftUp(Draft draft, int row) {
    int top = row;
    while (top > 0 && goesOnAbove(draft, top - 1)) {
      top--;
    }
    if (top < row) {
      drafts.get(row).remove(draft);
      draft.rowSpan += row - top;
      drafts.get(top).add(draft);
    }
  }

  private boolean goesOnAbove(Draft draft, int above) {
    for (int column = draft.first; column <= draft.last; column++) {
      if (!isFree(above, column)) {
        return false;
      }
    }
    return isOpen(draft, above + 1);
  }

  /// Whether no rule stands over a row, as wide as a cell.
  private boolean isOpen(Draft draft, int row) {
    double from = rows.get(groups.starts().get(row - 1)).baseline();
    double to = rows.get(groups.end(row, rows.size()) - 1).baseline();
    return rulings.ruled(from, to, columns.start(draft.first), columns.end(draft.last)) < DRAWN
        && rulings.ruled(from, to, columns.left(), columns.right()) > 0;
  }

  private boolean isFree(int row, int column) {
    for (int above = row; above >= 0; above--) {
      for (Draft draft : drafts.get(above)) {
        if (draft.first <= column && draft.last >= column && above + draft.rowSpan > row) {
          return false;
        }
      }
    }
    return true;
  }

  private Box lines(int row) {
    return rows.subList(groups.starts().get(row), groups.end(row, rows.size())).stream()
        .map(TextRow::box)
        .reduce(Box::union)
        .orElseThrow();
  }

  private List<PageBlock.Cell> cells(int header) {
    RowNames names = RowNames.of(drafts.stream().map(CellReader::firstText).toList(), header);
    List<PageBlock.Cell> cells = new ArrayList<>();
    for (int row = 0; row < drafts.size(); row++) {
      for (int column = 0; column < columns.count(); column++) {
        Optional<Draft> draft = at(row, column);
        if (draft.isPresent()) {
          cells.add(cell(row, draft.get(), row < header, names.heads(row, column)));
        } else if (isFree(row, column)) {
          cells.add(
              new PageBlock.Cell(row, column, 1, 1, "", row < header, false, Optional.empty()));
        }
      }
    }
    return cells;
  }

  private Optional<Draft> at(int row, int column) {
    return drafts.get(row).stream().filter(draft -> draft.first == column).findFirst();
  }

  private static String firstText(List<Draft> row) {
    return row.stream()
        .filter(draft -> draft.first == 0)
        .map(draft -> draft.text.toString())
        .findFirst()
        .orElse("");
  }

  private static PageBlock.Cell cell(int row, Draft draft, boolean header, boolean rowHeader) {
    return new PageBlock.Cell(
        row,
        draft.first,
        draft.rowSpan,
        draft.last - draft.first + 1,
        draft.text.toString(),
        header,
        rowHeader,
        draft.box.map(Boxes::rounded));
  }
}
