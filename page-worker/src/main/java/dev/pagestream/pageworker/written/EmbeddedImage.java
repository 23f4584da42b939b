package dev.pagestream.pageworker.written;

import dev.pagestream.document.page.Box;
import java.io.IOException;

/// The image behind a picture, as far as the source has one. Immutable.
public sealed interface EmbeddedImage {
  /// All of an image, in shares of its sides.
  Box WHOLE = new Box(0, 0, 1, 1);

  /// @param bytes of an image file, in a format that may not be known
  /// @param part that shows, in shares of its sides
  record Stored(Bytes bytes, Box part) implements EmbeddedImage {}

  /// @param why in words, for people
  record Missing(String why) implements EmbeddedImage {}

  /// Read when they are wanted, while the source is open.
  @FunctionalInterface
  interface Bytes {
    byte[] read() throws IOException;
  }

  static EmbeddedImage of(Bytes bytes) {
    return new Stored(bytes, WHOLE);
  }
}
