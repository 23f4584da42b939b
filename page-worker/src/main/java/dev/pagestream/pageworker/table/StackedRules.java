package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds tables that only rules of one length over and under their rows hold together, as in books,
/// or shaded rows among plain ones: the marks lie apart, and nothing else is drawn.
final class StackedRules {
  private static final double SHORTEST_PT = 40;
  private static final double SAME_END_PT = 4;

  /// What is wider is the banner of a page.
  private static final double WIDEST = 0.95;

  private static final double WITH_CELLS = 0.5;
  private static final double LOWEST_SHADE_PT = 7;
  private static final double HIGHEST_SHADE_PT = 60;

  /// So far apart rules must have many rows between them.
  private static final double FARTHEST_PT = 80;

  private static final int FEW_ROWS = 5;

  /// A row that names a part of the table may be alone between two rules.
  private static final double SECTION_PT = 30;

  private final List<Box> rules;
  private final List<TextRow> rows;

  private StackedRules(List<Box> rules, List<TextRow> rows) {
    this.rules = rules;
    this.rows = rows;
  }

  /// Boxes from the first to the last rule of each table.
  ///
  /// @param atoms that belong to nothing else
  /// @param lines all of the page that may be cells
  static List<Box> of(List<Atom> atoms, List<TextLine> lines, double pageWidthPt) {
    List<Box> rules =
        atoms.stream()
            .filter(
                atom -> atom instanceof Atom.Path path && (Rulings.isAcross(path) || isShade(path)))
            .map(Atom::box)
            .toList();
    List<Box> strips =
        Strips.of(rules).stream()
            .filter(box -> box.width() >= SHORTEST_PT && box.width() < WIDEST * pageWidthPt)
            .sorted(Comparator.comparingDouble(Boxes::centreY))
            .toList();
    return strips.isEmpty() ? List.of() : new StackedRules(strips, TextRow.of(lines)).stacks();
  }

  private static boolean isShade(Atom.Path path) {
    return path.shape() == Atom.Shape.RECTANGLE
        && path.filled()
        && path.box().height() >= LOWEST_SHADE_PT
        && path.box().height() <= HIGHEST_SHADE_PT;
  }

  private List<Box> stacks() {
    List<List<Box>> stacks = new ArrayList<>();
    for (Box rule : rules) {
      // Only the last of one width is open: what it ended at is not gone on with further down.
      stacks.reversed().stream()
          .filter(stack -> isAsWide(stack.getLast(), rule))
          .findFirst()
          .filter(stack -> continues(stack.getLast(), rule))
          .ifPresentOrElse(
              stack -> stack.add(rule), () -> stacks.add(new ArrayList<>(List.of(rule))));
    }
    return stacks.stream().map(Boxes::union).filter(box -> !rowsIn(box).isEmpty()).toList();
  }

  private static boolean isAsWide(Box last, Box rule) {
    return Math.abs(last.left() - rule.left()) <= SAME_END_PT
        && Math.abs(last.right() - rule.right()) <= SAME_END_PT;
  }

  private boolean continues(Box last, Box rule) {
    Box gap =
        new Box(rule.left(), /* top= */ last.bottom(), rule.right(), /* bottom= */ rule.top());
    List<TextRow> between = rowsIn(gap);
    long cells = between.stream().filter(row -> !row.single()).count();
    boolean doubled = between.isEmpty() && rule.top() - last.bottom() < SAME_END_PT;
    boolean far = rule.top() - last.bottom() > FARTHEST_PT && between.size() < FEW_ROWS;
    boolean section = between.size() == 1 && rule.top() - last.bottom() < SECTION_PT;
    return doubled
        || section
        || (!far && !between.isEmpty() && cells >= WITH_CELLS * between.size());
  }

  /// What lies in a box of each row.
  private List<TextRow> rowsIn(Box box) {
    return rows.stream().flatMap(row -> TextRow.in(row, box).stream()).toList();
  }
}
