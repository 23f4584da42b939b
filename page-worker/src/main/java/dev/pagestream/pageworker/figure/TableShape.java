package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.text.PageText;
import java.util.List;
import java.util.TreeMap;

/// Tells the rules and shaded rows of a table from a drawing.
final class TableShape {
  private static final int MOST_BITMAPS = 3;
  private static final int MOST_DRAWN = 2;
  private static final double SIGN_EM = 2;
  private static final double SMALLEST_WIDTH_PT = 60;
  private static final double SMALLEST_HEIGHT_PT = 18;
  private static final double THIN_PT = 3;
  private static final double COVER = 0.12;
  private static final int MIN_LINES = 4;
  private static final double RULED_WIDTHS = 1.6;
  private static final int MOST_OTHER_BOXES = 6;
  private static final double TILED_SHARE = 0.7;
  private static final double ROW_PT = 4;
  private static final double TOLERANCE_PT = 3;

  private final Cluster cluster;
  private final PageText text;
  private final List<TextLine> lines;

  private TableShape(Cluster cluster, PageText text) {
    this.cluster = cluster;
    this.text = text;
    lines = text.linesIn(cluster.box(), TOLERANCE_PT);
  }

  static boolean of(Cluster cluster, PageText text) {
    Box box = cluster.box();
    Ink ink = cluster.ink();
    if (cluster.whole()
        || ink.bitmaps() > MOST_BITMAPS
        || drawn(cluster, text) > Math.max(MOST_DRAWN, cluster.atoms().size() / 10)
        || box.width() < SMALLEST_WIDTH_PT
        || box.height() < SMALLEST_HEIGHT_PT) {
      return false;
    }
    TableShape shape = new TableShape(cluster, text);
    return shape.rows() >= 2
        && (shape.hasShadedCells()
            || shape.hasRuledCells()
            || (text.cover(box) > COVER
                && (shape.isRuled() || shape.isTiled() || shape.isShaded())));
  }

  /// The strictest sign of a table alone, for drawings that have taken their labels in.
  static boolean isRuledByRows(Cluster cluster, PageText text) {
    return !cluster.whole()
        && cluster.ink().bitmaps() == 0
        && new TableShape(cluster, text).hasRuledCells();
  }

  /// Curves and diagonals, but for signs as small as letters: ticks, dots, traffic lights.
  private static long drawn(Cluster cluster, PageText text) {
    double sign = SIGN_EM * text.statistics().bodyPt();
    return cluster.atoms().stream()
        .filter(atom ->
            atom instanceof Atom.Path path
                && (path.shape() == Atom.Shape.CURVE || path.shape() == Atom.Shape.DIAGONAL)
                && Math.max(path.box().width(), path.box().height()) > sign)
        .count();
  }

  /// Rules over the whole width, and little else: the connecting lines of a drawing are shorter.
  private boolean isRuled() {
    List<Box> across = rules(true);
    List<Box> down = rules(false);
    boolean grid = across.size() >= 2 && (down.size() != 1 || across.size() >= 3);
    double length = across.stream().mapToDouble(Box::width).sum();
    List<Box> boxes = boxes();
    return grid
        && lines.size() >= MIN_LINES
        && length >= RULED_WIDTHS * cluster.box().width()
        && (boxes.size() <= Math.max(MOST_OTHER_BOXES, 0.3 * cluster.atoms().size())
            || boxes.stream().filter(this::holdsLine).count() >= 0.6 * boxes.size());
  }

  /// Rules over the whole width with several cells of text between them: a table however little its
  /// cells say, and whatever else is in them.
  private boolean hasRuledCells() {
    TreeMap<Long, Double> lengths = new TreeMap<>();
    rules(true)
        .forEach(rule -> lengths.merge(Math.round(rule.top() / 2), rule.width(), Double::sum));
    List<Double> levels =
        lengths.entrySet().stream()
            .filter(level -> level.getValue() > 0.9 * cluster.box().width())
            .map(level -> 2.0 * level.getKey())
            .toList();
    int gaps = levels.size() - 1;
    int withCells = 0;
    for (int i = 0; i < gaps; i++) {
      double top = levels.get(i);
      double bottom = levels.get(i + 1);
      long cells =
          lines.stream()
              .filter(line -> line.baselinePt() > top && line.baselinePt() <= bottom + 1)
              .count();
      withCells += cells >= 2 ? 1 : 0;
    }
    return gaps >= 2 && withCells >= 0.6 * gaps && cluster.ink().diagonals() == 0;
  }

  /// Cells drawn as boxes, side by side without gaps.
  private boolean isTiled() {
    List<Box> cells = boxes().stream().filter(this::holdsLine).toList();
    double area = cells.stream().mapToDouble(Box::area).sum();
    return cells.size() >= MIN_LINES
        && cells.size() >= 0.6 * boxes().size()
        && area >= TILED_SHARE * cluster.box().area()
        && drawn(cluster, text) == 0;
  }

  private List<Box> boxes() {
    return cluster.atoms().stream()
        .filter(atom -> atom instanceof Atom.Path path && path.shape() == Atom.Shape.RECTANGLE)
        .map(Atom::box)
        .filter(box -> Math.min(box.width(), box.height()) >= THIN_PT)
        .toList();
  }

  /// Rules, and boxes so thin that they are some.
  private List<Box> rules(boolean across) {
    return cluster.atoms().stream()
        .filter(atom ->
            atom instanceof Atom.Path path
                && switch (path.shape()) {
                  case HORIZONTAL -> across;
                  case VERTICAL -> !across;
                  case RECTANGLE ->
                      across ? path.box().height() < THIN_PT : path.box().width() < THIN_PT;
                  case DOT, DIAGONAL, CURVE -> false;
                })
        .map(Atom::box)
        .toList();
  }

  private long rows() {
    return lines.stream().map(line -> Math.round(line.baselinePt() / ROW_PT)).distinct().count();
  }

  private boolean isShaded() {
    List<Box> fills =
        cluster.atoms().stream()
            .filter(atom -> atom instanceof Atom.Path path && path.filled() && isRow(path))
            .map(Atom::box)
            .toList();
    return fills.size() >= 2
        && fills.size() >= 0.6 * cluster.ink().rectangles()
        && drawn(cluster, text) == 0;
  }

  /// Shaded rows with several cells of text each: a table however little its cells say.
  private boolean hasShadedCells() {
    List<Box> rows =
        cluster.atoms().stream()
            .filter(atom -> atom instanceof Atom.Path path && path.filled() && isRow(path))
            .map(Atom::box)
            .filter(box -> box.width() > 0.9 * cluster.box().width())
            .toList();
    long withCells = rows.stream().filter(row -> text.linesIn(row, 2).size() >= 2).count();
    return rows.size() >= 3 && withCells >= 0.8 * rows.size() && drawn(cluster, text) == 0;
  }

  private boolean isRow(Atom.Path path) {
    Box box = path.box();
    return path.shape() == Atom.Shape.RECTANGLE
        && box.height() > 7
        && box.height() < 6 * text.statistics().bodyPt()
        && box.width() > 10
        && holdsLine(box);
  }

  private boolean holdsLine(Box box) {
    for (TextLine line : lines) {
      if (Boxes.sharedY(line.box(), box) > 0.6 * line.box().height()
          && Boxes.sharedX(line.box(), box) > 0.5 * line.box().width()) {
        return true;
      }
    }
    return false;
  }
}
