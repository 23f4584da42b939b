package dev.pagestream.vlm.image;

import dev.pagestream.vlm.image.PictureFile.Header;
import dev.pagestream.vlm.image.PreparedImage.Prepared;
import dev.pagestream.vlm.image.PreparedImage.Unfit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// Makes crops fit for models. Thread-safe; called from the threads of the calls.
///
/// Memory for decoded pictures is bounded over all threads: who would exceed it waits. A picture
/// that alone would exceed it is read with fewer pixels, or refused when those would be too few.
public final class ImagePreparer {
  /// More pixels than any page has at any resolution: such a file is made to hurt.
  private static final long MAX_SOURCE_PIXELS = 400_000_000;

  private static final int BYTES_PER_PERMIT = 1024;
  private static final int WORKING_BYTES_PER_PIXEL = 4;

  private final int permits;
  private final Semaphore memory;

  /// @param memoryBytes for decoded pictures at a time, 1 MiB to 1 TiB
  public ImagePreparer(long memoryBytes) {
    if (memoryBytes < 1 << 20 || memoryBytes > 1L << 40) {
      throw new IllegalArgumentException(
          "memoryBytes is " + memoryBytes + ", must be 1 MiB to 1 TiB");
    }
    this.permits = (int) (memoryBytes / BYTES_PER_PERMIT);
    this.memory = new Semaphore(permits, true);
  }

  /// A sixth of the largest heap.
  public static ImagePreparer ofHeap() {
    return new ImagePreparer(Math.max(16 << 20, Runtime.getRuntime().maxMemory() / 6));
  }

  /// Blocks while others use the memory it needs. What cannot be read but may be sent is sent as it
  /// is: the server may know more formats.
  ///
  /// @param accepted media types the server takes
  public PreparedImage prepare(
      byte[] crop, String mediaType, ImagePolicy policy, Set<String> accepted)
      throws InterruptedException {
    Optional<Header> readable = PictureFile.header(crop);
    if (readable.isEmpty()) {
      return unreadable(crop, mediaType, policy, accepted);
    }
    Header header = readable.get();
    int width = header.widthPx();
    int height = header.heightPx();
    if (policy.refuses(width, height)) {
      return new Unfit(
          "The picture is %d x %d pixels; the model takes none whose sides differ by %.0f times or more."
              .formatted(width, height, policy.maxAspect()));
    }
    Fit fit = policy.fit(width, height);
    boolean sameSize = fit.widthPx() == width && fit.heightPx() == height;
    Encoding encoding = encoding(mediaType, policy, accepted);
    boolean sameType =
        accepted.contains(mediaType)
            && (mediaType.equals(encoding.mediaType()) || policy.encoding() == Encoding.PNG);
    if (sameSize && sameType) {
      long tokens = policy.formula().tokens(width, height);
      return new Prepared(crop, mediaType, width, height, tokens);
    }
    if ((long) width * height > MAX_SOURCE_PIXELS) {
      return tooLarge(header);
    }
    return changed(crop, mediaType, header, fit, encoding, policy, accepted);
  }

  private PreparedImage changed(
      byte[] crop,
      String mediaType,
      Header header,
      Fit fit,
      Encoding encoding,
      ImagePolicy policy,
      Set<String> accepted)
      throws InterruptedException {
    int step = 1;
    while (cost(header, step, fit) > permits) {
      step++;
      if (header.widthPx() / step < fit.drawnWidthPx()
          || header.heightPx() / step < fit.drawnHeightPx()) {
        return tooLarge(header);
      }
    }
    int cost = (int) cost(header, step, fit);
    memory.acquire(cost);
    try {
      Optional<BufferedImage> picture = PictureFile.decode(crop, step);
      if (picture.isEmpty()) {
        return unreadable(crop, mediaType, policy, accepted);
      }
      BufferedImage drawn = drawn(picture.get(), fit, encoding);
      byte[] bytes = PictureFile.encode(drawn, encoding, policy.jpegQuality());
      long tokens = policy.formula().tokens(fit.widthPx(), fit.heightPx());
      return new Prepared(bytes, encoding.mediaType(), fit.widthPx(), fit.heightPx(), tokens);
    } finally {
      memory.release(cost);
    }
  }

  /// The decoded picture, two working copies of the result and its encoded form.
  private static long cost(Header header, int step, Fit fit) {
    long result = 3L * WORKING_BYTES_PER_PIXEL * fit.widthPx() * fit.heightPx();
    return (header.decodedBytes(step) + result) / BYTES_PER_PERMIT + 1;
  }

  /// JPEG when asked for, or when it came as one and is not asked to be anything else.
  private static Encoding encoding(String mediaType, ImagePolicy policy, Set<String> accepted) {
    Encoding wanted =
        mediaType.equals(Encoding.JPEG.mediaType()) ? Encoding.JPEG : policy.encoding();
    Encoding other = wanted == Encoding.JPEG ? Encoding.PNG : Encoding.JPEG;
    return accepted.contains(wanted.mediaType()) || !accepted.contains(other.mediaType())
        ? wanted
        : other;
  }

  private static BufferedImage drawn(BufferedImage picture, Fit fit, Encoding encoding) {
    boolean shrinks =
        fit.drawnWidthPx() <= picture.getWidth() && fit.drawnHeightPx() <= picture.getHeight();
    BufferedImage source =
        shrinks ? AreaAverage.scale(picture, fit.drawnWidthPx(), fit.drawnHeightPx()) : picture;
    boolean whole = fit.drawnWidthPx() == fit.widthPx() && fit.drawnHeightPx() == fit.heightPx();
    boolean opaque = encoding == Encoding.JPEG || !picture.getColorModel().hasAlpha();
    if (shrinks && whole && (!source.getColorModel().hasAlpha() || !opaque)) {
      return source;
    }
    BufferedImage canvas =
        new BufferedImage(
            fit.widthPx(),
            fit.heightPx(),
            opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = canvas.createGraphics();
    try {
      if (opaque || !whole) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, fit.widthPx(), fit.heightPx());
      }
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      int left = (fit.widthPx() - fit.drawnWidthPx()) / 2;
      int top = (fit.heightPx() - fit.drawnHeightPx()) / 2;
      graphics.drawImage(source, left, top, fit.drawnWidthPx(), fit.drawnHeightPx(), null);
    } finally {
      graphics.dispose();
    }
    return canvas;
  }

  private static PreparedImage unreadable(
      byte[] crop, String mediaType, ImagePolicy policy, Set<String> accepted) {
    return accepted.contains(mediaType)
        ? new Prepared(crop, mediaType, 0, 0, policy.formula().tokens(1, 1))
        : new Unfit(
            "The picture is "
                + mediaType
                + ", which the server does not take, and cannot be read.");
  }

  private static Unfit tooLarge(Header header) {
    return new Unfit(
        "The picture is %d x %d pixels, too many to be decoded."
            .formatted(header.widthPx(), header.heightPx()));
  }
}
