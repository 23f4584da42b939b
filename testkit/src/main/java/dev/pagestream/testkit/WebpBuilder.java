package dev.pagestream.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/// Writes lossless WebP images whose channels are all or nothing: black, white, red, cyan, clear
/// and so on. Nothing of the Java platform writes WebP.
public final class WebpBuilder {
  private static final int SIGNATURE = 0x2f;
  private static final int FULL = 255;
  private static final int ALPHA_FLAG = 0x10;
  private static final int EXIF_FLAG = 0x08;

  private final int widthPx;
  private final int heightPx;
  private final IntBinaryOperator argb;
  private Optional<byte[]> exif = Optional.empty();

  /// @param argb of a pixel by column and row; each channel 0 or 255
  public WebpBuilder(int widthPx, int heightPx, IntBinaryOperator argb) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.argb = argb;
  }

  /// @param tiff the EXIF block, from its byte order mark
  public WebpBuilder exif(byte[] tiff) {
    exif = Optional.of(tiff);
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    if (exif.isPresent()) {
      chunk(chunks, "VP8X", extended());
    }
    chunk(chunks, "VP8L", lossless());
    exif.ifPresent(tiff -> chunk(chunks, "EXIF", tiff));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ascii("RIFF"));
    file.writeBytes(littleEndian(4 + chunks.size()));
    file.writeBytes(ascii("WEBP"));
    file.writeBytes(chunks.toByteArray());
    return file.toByteArray();
  }

  private byte[] extended() {
    ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(ALPHA_FLAG | EXIF_FLAG);
    put24(header, widthPx - 1);
    put24(header, heightPx - 1);
    return header.array();
  }

  private static void put24(ByteBuffer buffer, int value) {
    buffer.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  /// No transform, no colour cache; green, red, blue and alpha take a bit each.
  private byte[] lossless() {
    Bits bits = new Bits();
    bits.put(SIGNATURE, 8);
    bits.put(widthPx - 1, 14);
    bits.put(heightPx - 1, 14);
    bits.put(1, 1); // Has alpha.
    bits.put(0, 3); // Version.
    bits.put(0, 1); // No transform.
    bits.put(0, 1); // No colour cache.
    bits.put(0, 1); // One set of codes.
    for (int channel = 0; channel < 4; channel++) {
      bits.put(1, 1); // A simple code
      bits.put(1, 1); // of two symbols,
      bits.put(1, 1); // the first in 8 bits.
      bits.put(0, 8);
      bits.put(FULL, 8);
    }
    bits.put(0b001, 3); // Distances: a simple code of one symbol, in one bit,
    bits.put(0, 1); // which is 0.
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        int pixel = argb.applyAsInt(x, y);
        bits.put(pixel >>> 15 & 1, 1);
        bits.put(pixel >>> 23 & 1, 1);
        bits.put(pixel >>> 7 & 1, 1);
        bits.put(pixel >>> 31, 1);
      }
    }
    return bits.bytes();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
    out.writeBytes(ascii(name));
    out.writeBytes(littleEndian(content.length));
    out.writeBytes(content);
    if (content.length % 2 == 1) {
      out.write(0);
    }
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Lowest bit first.
  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pending;
    private int count;

    void put(int value, int width) {
      for (int i = 0; i < width; i++) {
        pending |= (value >>> i & 1) << count;
        count++;
        if (count == 8) {
          flush();
        }
      }
    }

    byte[] bytes() {
      if (count > 0) {
        flush();
      }
      return out.toByteArray();
    }

    private void flush() {
      out.write(pending);
      pending = 0;
      count = 0;
    }
  }
}
