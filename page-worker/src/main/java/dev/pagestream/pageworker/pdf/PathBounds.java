package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import java.awt.geom.Point2D;
import org.jspecify.annotations.Nullable;

/// Bounds of the path under construction, and whether it becomes the clip when it ends.
final class PathBounds {
  private @Nullable Box bounds;
  private boolean clips;
  private Point2D currentPoint = new Point2D.Float();

  void add(Point2D point) {
    Box box = new Box(point.getX(), point.getY(), point.getX(), point.getY());
    bounds = bounds == null ? box : bounds.union(box);
  }

  /// In user space, as the engine asks for it.
  void moveTo(float x, float y) {
    currentPoint = new Point2D.Float(x, y);
  }

  Point2D currentPoint() {
    return currentPoint;
  }

  void clipAtEnd() {
    clips = true;
  }

  void end(ClipBoxes clip) {
    if (clips && bounds != null) {
      clip.intersect(bounds);
    }
    clips = false;
    bounds = null;
  }
}
