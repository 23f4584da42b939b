package dev.pagestream.document.export;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A document in one format, written piece by piece: that of a large one need not be in memory.
@FunctionalInterface
interface Rendering {
  void to(Appendable out) throws IOException;

  /// All of it, for documents that are known to be small.
  static String text(Rendering rendering) {
    StringBuilder text = new StringBuilder();
    try {
      rendering.to(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
