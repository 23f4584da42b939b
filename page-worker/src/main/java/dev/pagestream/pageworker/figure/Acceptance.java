package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Margins;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;

/// Whether marks are a picture, and not decoration, a table's remains or the frame of a text.
final class Acceptance {
  private static final double BITMAP_SHARE = 0.25;
  private static final double SMALLEST_SIDE_PT = 14;
  private static final double SMALLEST_BITMAP_PT2 = 450;
  private static final double LARGEST_ASPECT = 18;

  /// Smaller signs in the text are bullets and ornaments of cards.
  private static final double SMALLEST_ICON_PT = 28;

  private static final double PAGE_WIDE_SHARE = 0.6;
  private static final double MOST_TEXT_COVER = 0.45;

  private final PageModel model;
  private final PageText text;

  Acceptance(PageModel model, PageText text) {
    this.model = model;
    this.text = text;
  }

  boolean accepts(Captioned found) {
    Cluster cluster = found.cluster();
    Box box = cluster.box();
    double bitmapArea = cluster.bitmapArea();
    double shorter = Math.min(box.width(), box.height());
    double longer = Math.max(box.width(), box.height());
    if (bitmapArea > BITMAP_SHARE * box.area()) {
      return shorter >= SMALLEST_SIDE_PT
          && box.area() >= SMALLEST_BITMAP_PT2
          && longer <= LARGEST_ASPECT * shorter;
    }
    if (found.caption().isPresent() || cluster.alternate().isPresent()) {
      return box.width() >= 25 && box.height() >= 20;
    }
    if (bitmapArea > 0) {
      return bitmapArea >= SMALLEST_BITMAP_PT2 || isDrawing(cluster);
    }
    if (cluster.ink().artifact()) {
      return isRunningLogo(cluster);
    }
    if (isLogo(cluster)) {
      return true;
    }
    if (text.cover(box) > MOST_TEXT_COVER || box.height() < 18) {
      return false;
    }
    boolean pageWide = box.area() > PAGE_WIDE_SHARE * model.areaPt2();
    if (pageWide && text.cover(box) > 0.12) {
      return false;
    }
    return isDrawing(cluster);
  }

  private boolean isDrawing(Cluster cluster) {
    Box box = cluster.box();
    Ink ink = cluster.ink();
    double cover = text.cover(box);
    boolean charted = ink.rectangles() >= 5 && ink.fills() >= 2 && cover < 0.3;
    boolean boxesAndArrows = ink.drawn() >= 2 && ink.rectangles() >= 3;
    double drawnShare = shareOf(cluster, Atom.Shape.CURVE) + shareOf(cluster, Atom.Shape.DIAGONAL);
    boolean drawn = drawnShare >= 0.15 && cover < 0.2 && !onEdge(box);
    return box.width() >= 45
        && box.height() >= 32
        && box.area() > 3500
        && (ink.drawn() >= 6
            || charted
            || boxesAndArrows
            || drawn
            || BarChart.of(cluster)
            || ink.shadings() > 0);
  }

  /// Ornaments run to the edge of the page.
  private boolean onEdge(Box box) {
    return box.left() <= 1
        || box.top() <= 1
        || box.right() >= model.widthPt() - 1
        || box.bottom() >= model.heightPt() - 1;
  }

  /// Of what the document calls furniture only a logo in the running header or footer is a picture.
  private boolean isRunningLogo(Cluster cluster) {
    return cluster.ink().drawn() >= 6
        && Margins.running(cluster.box(), model)
        && cluster.box().width() < 0.5 * model.widthPt()
        && !onEdge(cluster.box())
        && isLogo(cluster);
  }

  private boolean isLogo(Cluster cluster) {
    Box box = cluster.box();
    boolean running = Margins.running(box, model);
    boolean drawn =
        cluster.ink().drawn() >= (running ? 1 : 6)
            || (cluster.ink().fills() > 0 && shareOf(cluster, Atom.Shape.CURVE) >= 0.3);
    double smallestHeight = running ? 11 : SMALLEST_ICON_PT;
    return box.width() >= (running ? 20 : SMALLEST_ICON_PT)
        && box.height() >= smallestHeight
        && box.area() > smallestHeight * 30
        && drawn
        && box.width() < 7 * box.height()
        && text.cover(box) < (running ? 0.6 : 0.05);
  }

  /// How much of the cluster marks of a shape take, 0 to 1 and more where they overlap.
  private static double shareOf(Cluster cluster, Atom.Shape shape) {
    return cluster.atoms().stream()
            .filter(atom -> atom instanceof Atom.Path path && path.shape() == shape)
            .mapToDouble(atom -> atom.box().area())
            .sum()
        / cluster.box().area();
  }
}
