package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import java.util.ArrayDeque;
import java.util.Deque;

/// Bounding boxes of the clip, saved and restored with the graphics state. Exact clip areas would
/// cost far more and add nothing to boxes.
final class ClipBoxes {
  private final Deque<Box> saved = new ArrayDeque<>();
  private Box current;

  ClipBoxes(Box initial) {
    current = initial;
  }

  Box current() {
    return current;
  }

  void intersect(Box box) {
    current = current.intersect(box);
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
