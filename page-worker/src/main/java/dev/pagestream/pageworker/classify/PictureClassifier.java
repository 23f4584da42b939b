package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.PageBlock.ClassScore;
import java.util.List;

/// Tells what a picture is. Thread-safe.
@FunctionalInterface
public interface PictureClassifier extends AutoCloseable {
  /// All labels, most certain first; the confidences add up to 1.
  List<ClassScore> classify(PictureView picture);

  @Override
  default void close() {}
}
