package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import java.util.ArrayDeque;
import java.util.Deque;

/// Bounding boxes of the clip, saved and restored with the graphics state. Exact clip areas would
/// cost far more and add nothing to boxes.
final class ClipBoxes {
  private final Deque<Clip> saved = new ArrayDeque<>();
  private Clip current;

  /// @param exact whether it is the clip, not only its bounds
  private record Clip(Box box, boolean exact) {}

  ClipBoxes(Box initial) {
    this(initial, true);
  }

  private ClipBoxes(Box initial, boolean exact) {
    current = new Clip(initial, exact);
  }

  /// The same clip, with saved states of its own.
  ClipBoxes inner() {
    return new ClipBoxes(current.box(), current.exact());
  }

  Box current() {
    return current.box();
  }

  /// Whether everything in the box is to be seen, as far as the clip goes.
  boolean shows(Box box, double tolerancePt) {
    Box clip = current.box();
    return current.exact()
        && clip.left() <= box.left() + tolerancePt
        && clip.top() <= box.top() + tolerancePt
        && clip.right() >= box.right() - tolerancePt
        && clip.bottom() >= box.bottom() - tolerancePt;
  }

  /// @param exact whether the box is the whole truth about what is clipped to
  void intersect(Box box, boolean exact) {
    current = new Clip(current.box().intersect(box), current.exact() && exact);
  }

  void save() {
    saved.push(current);
  }

  /// Restores what was saved last; more restores than saves change nothing.
  void restore() {
    if (!saved.isEmpty()) {
      current = saved.pop();
    }
  }
}
