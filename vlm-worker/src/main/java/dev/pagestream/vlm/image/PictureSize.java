package dev.pagestream.vlm.image;

import java.util.Optional;

/// The size of an encoded picture, both sides at least 1.
public record PictureSize(int widthPx, int heightPx) {
  /// From the first bytes, nothing is decoded. Empty when it is no picture, or of a kind this
  /// process cannot read.
  public static Optional<PictureSize> of(byte[] picture) {
    return PictureFile.header(picture)
        .map(header -> new PictureSize(header.widthPx(), header.heightPx()));
  }
}
