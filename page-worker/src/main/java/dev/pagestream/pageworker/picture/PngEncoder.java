package dev.pagestream.pageworker.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNGs of 8 bits, RGBA. ImageIO's writer spends as long on a crop as a small page takes to
/// render: it asks the raster for every sample. Stateless, thread-safe.
final class PngEncoder {
  /// Beyond it files become hardly smaller.
  private static final int LEVEL = 4;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte RGBA = 6;
  private static final int BYTES_PER_PIXEL = 4;
  private static final int BUFFER_BYTES = 1 << 16;

  private static final byte FILTER_SUB = 1;
  private static final byte FILTER_UP = 2;

  private PngEncoder() {}

  /// @param image of type `TYPE_INT_ARGB`
  static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream(BUFFER_BYTES);
    png.writeBytes(SIGNATURE);
    chunk(
        png,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(image.getWidth())
            .putInt(image.getHeight())
            .put(BITS)
            .put(RGBA)
            .array());
    chunk(png, "IDAT", deflated(image));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] deflated(BufferedImage image) {
    int width = image.getWidth();
    Raster raster = image.getRaster();
    int[] above = new int[width];
    int[] row = new int[width];
    byte[] line = new byte[1 + BYTES_PER_PIXEL * width];
    ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER_BYTES);
    byte[] buffer = new byte[BUFFER_BYTES];
    Deflater deflater = new Deflater(LEVEL);
    try {
      for (int y = 0; y < image.getHeight(); y++) {
        raster.getDataElements(0, y, width, 1, row);
        filter(row, above, line);
        deflater.setInput(line);
        while (!deflater.needsInput()) {
          out.write(buffer, 0, deflater.deflate(buffer));
        }
        int[] reused = above;
        above = row;
        row = reused;
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  /// Differences to the pixel at the left or to the one above, whichever are smaller.
  private static void filter(int[] row, int[] above, byte[] line) {
    long toLeft = 0;
    long toAbove = 0;
    int left = 0;
    for (int x = 0; x < row.length; x++) {
      toLeft += distance(row[x], left);
      toAbove += distance(row[x], above[x]);
      left = row[x];
    }
    boolean up = toAbove <= toLeft;
    line[0] = up ? FILTER_UP : FILTER_SUB;
    left = 0;
    int at = 1;
    for (int x = 0; x < row.length; x++) {
      int pixel = row[x];
      int before = up ? above[x] : left;
      line[at++] = (byte) ((pixel >> 16) - (before >> 16));
      line[at++] = (byte) ((pixel >> 8) - (before >> 8));
      line[at++] = (byte) (pixel - before);
      line[at++] = (byte) ((pixel >>> 24) - (before >>> 24));
      left = pixel;
    }
  }

  private static int distance(int a, int b) {
    return a == b
        ? 0
        : Math.abs((byte) ((a >> 16) - (b >> 16)))
            + Math.abs((byte) ((a >> 8) - (b >> 8)))
            + Math.abs((byte) (a - b));
  }

  private static void chunk(ByteArrayOutputStream png, String name, byte[] data) {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(type);
    png.writeBytes(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
