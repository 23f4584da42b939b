package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the marks of a page, in bounded memory: of the paths beyond the limit it keeps only
/// which tiles of the page they lie on. Confined to the thread of the pass.
final class AtomCollector {
  private static final double SMALLEST_TILE_PT = 24;
  private static final int TILES_ACROSS = 64;
  private static final int GREY = 0x808080;

  private final int maxPaths;
  private final double tilePt;
  private final List<Atom> atoms = new ArrayList<>();

  /// By tile. What is drawn there, whatever it is, counts as one curve.
  private final Map<Long, Box> overflow = new LinkedHashMap<>();

  private int paths;

  AtomCollector(Box page, int maxPaths) {
    this.maxPaths = maxPaths;
    tilePt = Math.max(SMALLEST_TILE_PT, Math.max(page.width(), page.height()) / TILES_ACROSS);
  }

  void add(Atom atom) {
    if (!(atom instanceof Atom.Path) || paths++ < maxPaths) {
      atoms.add(atom);
      return;
    }
    Box box = atom.box();
    if (box.width() <= 2 * tilePt && box.height() <= 2 * tilePt) {
      long column = (long) (box.left() / tilePt);
      long row = (long) (box.top() / tilePt);
      overflow.merge(row << 32 | column, box, Box::union);
    }
  }

  boolean degraded() {
    return paths > maxPaths;
  }

  List<Atom> finish() {
    List<Atom> all = new ArrayList<>(atoms);
    overflow
        .values()
        .forEach(box ->
            all.add(new Atom.Path(box, Atom.Shape.CURVE, GREY, Atom.Path.NONE, Origin.PAGE)));
    return all;
  }
}
