package dev.pagestream.pageworker.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/// Looks how large data would become before PDFBox unfolds it into memory. What is small needs no
/// look: no filter makes more of a byte than [#MOST_FROM_A_BYTE]. The rest is unfolded once more,
/// into nothing.
final class Unfolding {
  /// Most bytes that data of a file may unfold to: a scan of A4 in colour at 600 dpi is 104 MB.
  static final long MAX_BYTES = 128L << 20;

  /// A code of LZW, 12 bits, stands for up to 4,096 bytes; deflate makes 1,032 of one byte.
  private static final int MOST_FROM_A_BYTE = 2_731;

  /// Before the size of a JPEG come at most comments, profiles and thumbnails.
  private static final int JPEG_HEADER_BYTES = 1 << 18;

  private Unfolding() {}

  /// @param parameters the dictionary with the filters
  /// @throws StreamTooLargeException when it would be more than [#MAX_BYTES]
  static void check(Data data, long length, COSDictionary parameters) throws IOException {
    List<COSName> filters = filters(parameters);
    boolean small = filters.size() <= 1 && length * MOST_FROM_A_BYTE <= MAX_BYTES;
    if (small || filters.isEmpty()) {
      return;
    }
    InputStream encoded = data.open();
    for (int i = 0; i < filters.size() && !isPicture(filters.get(i)); i++) {
      boolean last = i + 1 == filters.size();
      ByteArrayOutputStream decoded = new ByteArrayOutputStream();
      OutputStream bounded =
          new BoundedOutput(last ? OutputStream.nullOutputStream() : decoded, MAX_BYTES);
      try (InputStream in = encoded) {
        FilterFactory.INSTANCE.getFilter(filters.get(i)).decode(in, bounded, parameters, i);
      }
      encoded = new ByteArrayInputStream(decoded.toByteArray());
    }
  }

  /// The decoder of JPEG allocates what the header says.
  ///
  /// @throws StreamTooLargeException when that is more than [#MAX_BYTES]
  static void checkJpeg(Data data, COSDictionary parameters, DecodeOptions options)
      throws IOException {
    List<COSName> filters = filters(parameters);
    if (filters.size() != 1 || !isJpeg(filters.getFirst())) {
      return;
    }
    try (InputStream in = data.open()) {
      JpegHeader.read(in.readNBytes(JPEG_HEADER_BYTES))
          .ifPresent(header -> {
            long columns = header.widthPx() / options.getSubsamplingX();
            long rows = header.heightPx() / options.getSubsamplingY();
            if (columns * rows * header.components() > MAX_BYTES) {
              throw new StreamTooLargeException(MAX_BYTES);
            }
          });
    }
  }

  /// PDFBox unfolds the data of an inline image as soon as it comes to it.
  ///
  /// @throws StreamTooLargeException when it would be more than [#MAX_BYTES]
  static void checkInline(Operator operator) throws IOException {
    byte @Nullable [] image = operator.getImageData();
    if (OperatorName.BEGIN_INLINE_IMAGE.equals(operator.getName()) && image != null) {
      COSDictionary parameters = operator.getImageParameters();
      check(() -> new ByteArrayInputStream(image), image.length, parameters);
      checkJpeg(() -> new ByteArrayInputStream(image), parameters, DecodeOptions.DEFAULT);
    }
  }

  /// Encoded bytes, as often as they are asked for.
  @FunctionalInterface
  interface Data {
    InputStream open() throws IOException;
  }

  static List<COSName> filters(COSDictionary parameters) {
    @Nullable COSBase filters = parameters.getDictionaryObject(COSName.F, COSName.FILTER);
    return switch (filters) {
      case COSName one -> List.of(one);
      case COSArray many ->
          many.toList().stream()
              .filter(COSName.class::isInstance)
              .map(COSName.class::cast)
              .toList();
      case null, default -> List.of();
    };
  }

  static boolean isJpeg(COSName filter) {
    return COSName.DCT_DECODE.equals(filter) || COSName.DCT_DECODE_ABBREVIATION.equals(filter);
  }

  /// Their decoders need the whole picture, or have a bound of their own.
  private static boolean isPicture(COSName filter) {
    return isJpeg(filter)
        || COSName.JPX_DECODE.equals(filter)
        || COSName.JBIG2_DECODE.equals(filter)
        || COSName.CCITTFAX_DECODE.equals(filter)
        || COSName.CCITTFAX_DECODE_ABBREVIATION.equals(filter);
  }
}
