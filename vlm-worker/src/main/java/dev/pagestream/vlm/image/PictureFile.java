package dev.pagestream.vlm.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Reads and writes encoded pictures, in memory only. Of several frames the first counts.
final class PictureFile {
  private static final int DEFAULT_BITS_PER_PIXEL = 32;

  private PictureFile() {}

  /// What the first bytes say, before anything is allocated for pixels.
  ///
  /// @param bitsPerPixel once decoded
  record Header(int widthPx, int heightPx, int bitsPerPixel) {
    /// Memory for every `step`th pixel of every `step`th row.
    long decodedBytes(int step) {
      long pixels = (long) Math.ceilDiv(widthPx, step) * Math.ceilDiv(heightPx, step);
      return pixels * Math.max(8, bitsPerPixel) / 8;
    }
  }

  private interface Reading<T> {
    T with(ImageReader reader) throws IOException;
  }

  /// Empty when it is no picture, or of a kind this process cannot read.
  static Optional<Header> header(byte[] file) {
    return read(file, PictureFile::header);
  }

  private static Header header(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(0);
    int bits = type == null ? DEFAULT_BITS_PER_PIXEL : type.getColorModel().getPixelSize();
    return new Header(reader.getWidth(0), reader.getHeight(0), bits);
  }

  /// Empty when it cannot be decoded.
  ///
  /// @param step 1 for all pixels, n for every nth of every nth row
  static Optional<BufferedImage> decode(byte[] file, int step) {
    return read(
        file,
        reader -> {
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceSubsampling(step, step, 0, 0);
          return reader.read(0, param);
        });
  }

  private static <T> Optional<T> read(byte[] file, Reading<T> reading) {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return Optional.of(reading.with(reader));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException _) { // The readers throw both at broken files.
      return Optional.empty();
    }
  }

  /// @param quality 0 to 1, of JPEG only
  static byte[] encode(BufferedImage picture, Encoding encoding, double quality) {
    String format = encoding == Encoding.JPEG ? "jpeg" : "png";
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (encoding == Encoding.JPEG) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality((float) quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
