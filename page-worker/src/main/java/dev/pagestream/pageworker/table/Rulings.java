package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What rules an area: lines, the sides of boxes, the edges of shaded rows. Immutable.
///
/// @param across horizontal ones, from top to bottom; without height where they are the edge of
///   something
/// @param down vertical ones, from left to right; without width where they are the edge of
///   something
/// @param shades filled boxes as high as rows
record Rulings(List<Box> across, List<Box> down, List<Atom.Path> shades) {
  private static final double THIN_PT = 3;
  private static final double LEVEL_PT = 2.5;
  private static final double WIDE = 0.85;
  private static final double SMALLEST_SIDE_PT = 6;

  Rulings {
    across = sorted(across, Boxes::centreY);
    down = sorted(down, Boxes::centreX);
    shades = List.copyOf(shades);
  }

  /// @param atoms any; those that rule nothing are passed over
  static Rulings of(List<Atom> atoms, Box area) {
    List<Box> across = new ArrayList<>();
    List<Box> down = new ArrayList<>();
    List<Atom.Path> shades = new ArrayList<>();
    for (Atom atom : atoms) {
      if (atom instanceof Atom.Path path && Boxes.holds(area, path.box(), THIN_PT)) {
        Box box = path.box();
        if (isAcross(path)) {
          across.add(box);
        } else if (isDown(path)) {
          down.add(box);
        } else if (path.shape() == Atom.Shape.RECTANGLE
            && box.height() >= SMALLEST_SIDE_PT
            && box.width() >= SMALLEST_SIDE_PT) {
          across.add(new Box(box.left(), box.top(), box.right(), box.top()));
          across.add(new Box(box.left(), box.bottom(), box.right(), box.bottom()));
          if (path.filled()) {
            shades.add(path);
          } else {
            addSides(box, down);
          }
        }
      }
    }
    cells(shades, area).forEach(cell -> addSides(cell, down));
    return new Rulings(across, down, shades);
  }

  private static void addSides(Box box, List<Box> down) {
    down.add(new Box(box.left(), box.top(), box.left(), box.bottom()));
    down.add(new Box(box.right(), box.top(), box.right(), box.bottom()));
  }

  /// Shaded boxes that fill a row side by side; one alone in a row may be a bar.
  private static List<Box> cells(List<Atom.Path> shades, Box area) {
    List<Box> boxes = shades.stream().map(Atom.Path::box).toList();
    List<Box> rows =
        Strips.of(boxes).stream().filter(strip -> strip.width() >= WIDE * area.width()).toList();
    return boxes.stream()
        .filter(box -> box.width() < WIDE * area.width())
        .filter(box -> rows.stream().anyMatch(row -> Boxes.holds(row, box, LEVEL_PT)))
        .toList();
  }

  static boolean isAcross(Atom.Path path) {
    return switch (path.shape()) {
      case HORIZONTAL -> true;
      case RECTANGLE -> path.box().height() < THIN_PT && path.box().width() > 2 * THIN_PT;
      case VERTICAL, DOT, DIAGONAL, CURVE -> false;
    };
  }

  private static boolean isDown(Atom.Path path) {
    return switch (path.shape()) {
      case VERTICAL -> true;
      case RECTANGLE -> path.box().width() < THIN_PT && path.box().height() > 2 * THIN_PT;
      case HORIZONTAL, DOT, DIAGONAL, CURVE -> false;
    };
  }

  /// Heights that rules run at, from top to bottom.
  ///
  /// @param share of the distance from left to right that they cover together
  List<Double> levels(double left, double right, double share) {
    return groups(across, Boxes::centreY).stream()
        .filter(level -> covered(level, left, right, true) >= share * (right - left))
        .map(level -> level.stream().mapToDouble(Boxes::centreY).average().orElseThrow())
        .toList();
  }

  /// Places that rules run down at, from left to right.
  ///
  /// @param share of the distance from top to bottom that they cover together
  List<Double> columns(double top, double bottom, double share) {
    return groups(down, Boxes::centreX).stream()
        .filter(column -> covered(column, top, bottom, false) >= share * (bottom - top))
        .map(column -> column.stream().mapToDouble(Boxes::centreX).average().orElseThrow())
        .toList();
  }

  /// How much of the distance from left to right is ruled between two heights, 0 to 1.
  double ruled(double top, double bottom, double left, double right) {
    return right <= left
        ? 0
        : covered(from(across, Boxes::centreY, top, bottom), left, right, true) / (right - left);
  }

  /// Rules between two heights, from left to right.
  Stream<Box> between(double top, double bottom) {
    return Strips.of(from(across, Boxes::centreY, top, bottom)).stream();
  }

  /// Rules that run down near a place.
  List<Box> downAt(double x, double tolerancePt) {
    return from(down, Boxes::centreX, x - tolerancePt, x + tolerancePt);
  }

  private static List<Box> sorted(List<Box> rules, ToDoubleFunction<Box> at) {
    return rules.stream().sorted(Comparator.comparingDouble(at)).toList();
  }

  /// Those of sorted rules that run at a place, or between two.
  private static List<Box> from(
      List<Box> rules, ToDoubleFunction<Box> at, double first, double last) {
    int start = firstAt(rules, at, first);
    int end = start;
    while (end < rules.size() && at.applyAsDouble(rules.get(end)) <= last) {
      end++;
    }
    return rules.subList(start, end);
  }

  /// Index of the first rule that runs at a place or beyond it.
  private static int firstAt(List<Box> rules, ToDoubleFunction<Box> at, double place) {
    int low = 0;
    int high = rules.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at.applyAsDouble(rules.get(middle)) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The colour of what is filled behind a height, or [Atom.Path#NONE].
  int shadeAt(double y) {
    return shades.stream()
        .filter(shade -> shade.box().top() < y && shade.box().bottom() > y)
        .max(Comparator.comparingDouble(shade -> shade.box().width()))
        .map(Atom.Path::fillRgb)
        .orElse(Atom.Path.NONE);
  }

  private static List<List<Box>> groups(List<Box> rules, ToDoubleFunction<Box> at) {
    List<List<Box>> groups = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Box rule : rules) {
      double place = at.applyAsDouble(rule);
      if (place - last > LEVEL_PT) {
        groups.add(new ArrayList<>());
        last = place;
      }
      groups.getLast().add(rule);
    }
    return groups;
  }

  /// Length that rules cover between two places, what is covered twice counted once.
  private static double covered(List<Box> rules, double from, double to, boolean across) {
    double sum = 0;
    double end = from;
    for (Box rule :
        rules.stream().sorted(Comparator.comparingDouble(across ? Box::left : Box::top)).toList()) {
      double start = Math.max(end, across ? rule.left() : rule.top());
      double stop = Math.min(to, across ? rule.right() : rule.bottom());
      if (stop > start) {
        sum += stop - start;
        end = stop;
      }
    }
    return sum;
  }
}
