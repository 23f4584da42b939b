package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups marks whose boxes lie closer than a gap. Each box, grown by half the gap, is painted on a
/// grid over the part of the page that has marks; who meets on a cell belongs together. The cost
/// grows with the marks and their area, not with their pairs: ten thousand marks are no burden.
final class Clustering {
  private static final double FINEST_CELL_PT = 2;
  private static final int MOST_CELLS = 250_000;
  private static final int FRAME_CELLS = 3;
  private static final double FRAME_PT = 40;
  private static final int FREE = 0;

  private final double cellPt;
  private final int pageColumns;
  private final int pageRows;
  private final Cells grid;

  /// By cell, the mark that came there first, counted from 1.
  private final int[] owners;

  private final int[] groups;

  /// A stretch of the page, all ends inclusive.
  private record Cells(int left, int top, int right, int bottom) {
    int columns() {
      return right - left + 1;
    }

    int rows() {
      return bottom - top + 1;
    }
  }

  private Clustering(List<Atom> atoms, double grownPt, Box page) {
    cellPt = Math.max(FINEST_CELL_PT, Math.sqrt(page.area() / MOST_CELLS));
    pageColumns = (int) Math.ceil(page.width() / cellPt) + 1;
    pageRows = (int) Math.ceil(page.height() / cellPt) + 1;
    grid = cells(Boxes.union(atoms.stream().map(Atom::box).toList()), grownPt);
    owners = new int[grid.columns() * grid.rows()];
    groups = new int[atoms.size()];
    Arrays.setAll(groups, i -> i);
  }

  static List<Cluster> of(List<Atom> atoms, double gapPt, Box page) {
    if (atoms.isEmpty()) {
      return List.of();
    }
    Clustering clustering = new Clustering(atoms, gapPt / 2, page);
    for (int i = 0; i < atoms.size(); i++) {
      clustering.paint(i, atoms.get(i), gapPt / 2);
    }
    Map<Integer, List<Atom>> byGroup = new LinkedHashMap<>();
    for (int i = 0; i < atoms.size(); i++) {
      byGroup.computeIfAbsent(clustering.group(i), _ -> new ArrayList<>()).add(atoms.get(i));
    }
    return byGroup.values().stream().map(Cluster::of).toList();
  }

  private void paint(int atom, Atom painted, double grownPt) {
    Cells cells = cells(painted.box(), grownPt);
    int left = cells.left();
    int right = cells.right();
    int top = cells.top();
    int bottom = cells.bottom();
    boolean frame = isFrame(painted);
    for (int row = top; row <= bottom; row++) {
      boolean edgeRow = !frame || row < top + FRAME_CELLS || row > bottom - FRAME_CELLS;
      for (int column = left; column <= right; column++) {
        if (!edgeRow && column == left + FRAME_CELLS) {
          column = Math.max(column, right - FRAME_CELLS + 1); // Hollow: only its border is ink.
        }
        own((row - grid.top()) * grid.columns() + column - grid.left(), atom);
      }
    }
  }

  private static boolean isFrame(Atom atom) {
    return atom instanceof Atom.Path path
        && path.shape() == Atom.Shape.RECTANGLE
        && !path.filled()
        && path.box().width() > FRAME_PT
        && path.box().height() > FRAME_PT;
  }

  private void own(int cell, int atom) {
    if (owners[cell] == FREE) {
      owners[cell] = atom + 1;
    } else {
      groups[group(atom)] = group(owners[cell] - 1);
    }
  }

  private int group(int atom) {
    int root = atom;
    while (groups[root] != root) {
      groups[root] = groups[groups[root]];
      root = groups[root];
    }
    return root;
  }

  private Cells cells(Box box, double grownPt) {
    return new Cells(
        cell(box.left() - grownPt, pageColumns),
        cell(box.top() - grownPt, pageRows),
        cell(box.right() + grownPt, pageColumns),
        cell(box.bottom() + grownPt, pageRows));
  }

  private int cell(double points, int cells) {
    return Math.clamp((long) Math.floor(points / cellPt), 0, cells - 1);
  }
}
