package dev.pagestream.pageworker.pdf;

import java.util.Optional;

/// What a JPEG says of itself before its pixels. Immutable.
///
/// @param bits of a sample
/// @param components 1 for grey, 3 for colour, 4 for print
/// @param transform of Adobe's marker: 0 none, 1 YCbCr, 2 YCCK; [#NO_ADOBE] without the marker
/// @param exif whether it has an Exif segment, which may say that it is to be turned
record JpegHeader(
    int widthPx, int heightPx, int bits, int components, int transform, boolean exif) {
  static final int NO_ADOBE = -1;

  private static final int START_OF_IMAGE = 0xffd8;
  private static final int EXIF = 0xe1;
  private static final int ADOBE = 0xee;
  private static final int ADOBE_TRANSFORM_AT = 11;
  private static final int START_OF_SCAN = 0xda;

  /// Reads the segments up to the frame's header.
  ///
  /// @param jpeg at least its beginning; empty when there is no such header in it
  static Optional<JpegHeader> read(byte[] jpeg) {
    int at = jpeg.length > 0 && jpeg[0] == '\n' ? 1 : 0; // As PDFBox is lenient with.
    if (word(jpeg, at) != START_OF_IMAGE) {
      return Optional.empty();
    }
    at += 2;
    int transform = NO_ADOBE;
    boolean exif = false;
    while (at + 4 <= jpeg.length) {
      int marker = jpeg[at + 1] & 0xff;
      if ((jpeg[at] & 0xff) != 0xff || marker == 0xff) {
        at++; // Fill bytes.
        continue;
      }
      if (marker == START_OF_SCAN) {
        return Optional.empty();
      }
      int length = word(jpeg, at + 2);
      if (isFrame(marker)) {
        return frame(jpeg, at + 4, transform, exif);
      }
      exif |= marker == EXIF && length > 6 && word(jpeg, at + 4) == (('E' << 8) | 'x');
      if (marker == ADOBE
          && length > ADOBE_TRANSFORM_AT
          && at + 4 + ADOBE_TRANSFORM_AT < jpeg.length) {
        transform = jpeg[at + 4 + ADOBE_TRANSFORM_AT] & 0xff;
      }
      at += 2 + length;
    }
    return Optional.empty();
  }

  private static Optional<JpegHeader> frame(byte[] jpeg, int at, int transform, boolean exif) {
    if (at + 6 > jpeg.length) {
      return Optional.empty();
    }
    return Optional.of(
        new JpegHeader(
            word(jpeg, at + 3),
            word(jpeg, at + 1),
            jpeg[at] & 0xff,
            jpeg[at + 5] & 0xff,
            transform,
            exif));
  }

  /// SOF0 to SOF15 without the tables that share their numbers.
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static int word(byte[] bytes, int at) {
    return at + 2 <= bytes.length ? ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff) : 0;
  }
}
