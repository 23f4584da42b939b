package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.text.CodeBlocks;
import dev.pagestream.pageworker.text.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// Finds tables that nothing is drawn around: rows whose cells stand below one another. What is
/// read as running text, a list or a table of contents is none.
final class AlignedRows {
  private static final double NEXT_ROW_EM = 1.7;
  private static final int FEWEST_ROWS = 3;
  private static final int FEWEST_ROWS_OF_WORDS = 4;
  private static final double ALIGNED_PT = 2.5;
  private static final double ALIGNED = 0.7;
  private static final double NUMBERS = 0.5;
  private static final double LONGEST_CELL = 30;
  private static final double MARKED = 0.5;
  private static final double CELLS = 0.6;
  private static final Pattern BULLET = Pattern.compile("[•◦▪▫■□●○‣⁃·∙➢➤✓❍]");
  private static final Pattern EQUATION_NUMBER =
      Pattern.compile("\\([A-Z]?\\d{1,3}(?:\\.\\d{1,3})?[a-z]?\\)");
  private static final Pattern LEADER = Pattern.compile("(?:\\.\\s?){4,}|…{2,}|(?:· ?){4,}|_{4,}");

  private AlignedRows() {}

  /// Boxes of the rows of each table.
  ///
  /// @param rows that belong to nothing else, from top to bottom
  static List<Box> of(List<TextRow> rows, PageText text) {
    List<Box> boxes = new ArrayList<>();
    List<TextRow> run = new ArrayList<>();
    for (TextRow row : rows) {
      if (!run.isEmpty() && !follows(run.getLast(), row, text)) {
        take(run, text, boxes);
        run.clear();
      }
      if (!run.isEmpty() || !row.single()) {
        run.add(row);
      }
    }
    take(run, text, boxes);
    return boxes;
  }

  private static boolean follows(TextRow last, TextRow row, PageText text) {
    Box a = last.box();
    Box b = row.box();
    return b.top() - a.bottom() < (NEXT_ROW_EM - 1) * Math.max(last.em(), row.em()) + 2
        && Boxes.sharedX(a, b) > 0
        && !text.separates(a, b, 0.5);
  }

  private static void take(List<TextRow> run, PageText text, List<Box> boxes) {
    List<TextRow> rows = new ArrayList<>(run);
    while (!rows.isEmpty() && rows.getLast().single()) {
      rows.removeLast();
    }
    long withCells = rows.stream().filter(row -> !row.single()).count();
    if (withCells < FEWEST_ROWS || withCells < CELLS * rows.size()) {
      return;
    }
    Box box = rows.stream().map(TextRow::box).reduce(Box::union).orElseThrow();
    if (isTable(rows, TableCaptions.isNear(box, text))) {
      boxes.add(box);
    }
  }

  private static boolean isTable(List<TextRow> rows, boolean captioned) {
    Columns columns = Columns.of(rows, new Rulings(List.of(), List.of(), List.of()));
    if (columns.count() < 2 || isLed(rows)) {
      return false;
    }
    List<List<Segment>> cells = byColumn(rows, columns);
    if ((columns.count() == 2 && isMarked(cells.getFirst()))
        || cells.stream().anyMatch(AlignedRows::isOfBullets)
        || areEquations(cells)
        || CodeBlocks.areOneWidth(rows.stream().flatMap(row -> row.lines().stream()).toList())) {
      return false;
    }
    boolean aligned = cells.stream().skip(1).allMatch(AlignedRows::isAligned);
    if (!aligned) {
      return false;
    }
    if (captioned) {
      return true;
    }
    List<Segment> body = cells.stream().skip(1).flatMap(List::stream).toList();
    long numbers = body.stream().filter(cell -> CellNumber.matches(cell.text())).count();
    double length = body.stream().mapToInt(cell -> cell.text().length()).average().orElse(0);
    return numbers >= NUMBERS * body.size()
        || (columns.count() >= 3 && rows.size() >= FEWEST_ROWS_OF_WORDS && length <= LONGEST_CELL);
  }

  /// A table of contents leads the eye with dots.
  private static boolean isLed(List<TextRow> rows) {
    long led =
        rows.stream()
            .filter(row ->
                LEADER
                    .matcher(String.join(" ", row.segments().stream().map(Segment::text).toList()))
                    .find())
            .count();
    return led >= 0.3 * rows.size();
  }

  private static boolean isMarked(List<Segment> first) {
    long marked = first.stream().filter(cell -> NoTable.isMarker(cell.text())).count();
    return marked >= MARKED * first.size();
  }

  private static boolean isOfBullets(List<Segment> cells) {
    long bullets = cells.stream().filter(cell -> BULLET.matcher(cell.text()).matches()).count();
    return !cells.isEmpty() && bullets >= MARKED * cells.size();
  }

  /// Formulas and their numbers.
  private static boolean areEquations(List<List<Segment>> cells) {
    List<Segment> last = cells.getLast();
    long numbered =
        last.stream().filter(cell -> EQUATION_NUMBER.matcher(cell.text()).matches()).count();
    return cells.size() == 2 && numbered >= MARKED * last.size();
  }

  private static List<List<Segment>> byColumn(List<TextRow> rows, Columns columns) {
    List<List<Segment>> cells = new ArrayList<>();
    for (int column = 0; column < columns.count(); column++) {
      cells.add(new ArrayList<>());
    }
    for (TextRow row : rows) {
      Map<Integer, List<Word>> words = new TreeMap<>();
      for (Placed placed : Placed.of(row, columns)) {
        if (!placed.spans()) {
          words
              .computeIfAbsent(placed.first(), _ -> new ArrayList<>())
              .addAll(placed.segment().words());
        }
      }
      words.forEach((column, cell) -> cells.get(column).add(new Segment(cell)));
    }
    return cells;
  }

  /// Most cells of a column begin, end, or have their middle at one place.
  private static boolean isAligned(List<Segment> cells) {
    return isAligned(cells, Segment::left)
        || isAligned(cells, Segment::right)
        || isAligned(cells, Segment::centre);
  }

  private static boolean isAligned(List<Segment> cells, ToDoubleFunction<Segment> edge) {
    double[] at = cells.stream().mapToDouble(edge).sorted().toArray();
    int most = 0;
    int from = 0;
    for (int to = 0; to < at.length; to++) {
      while (at[to] - at[from] > 2 * ALIGNED_PT) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most >= ALIGNED * at.length;
  }
}
