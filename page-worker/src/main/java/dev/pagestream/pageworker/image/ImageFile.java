package dev.pagestream.pageworker.image;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.CropEncoder;
import dev.pagestream.pageworker.picture.PixelGrid;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The images of an image file, upright as EXIF says; a file in memory or on disk. Coordinates are
/// pixels of the upright image. Used by one thread at a time.
public final class ImageFile implements AutoCloseable {
  private static final Set<String> MANY_IMAGES = Set.of("tif", "tiff");

  /// Their readers decode the whole image, however few pixels are wanted.
  private static final Set<String> DECODED_WHOLE = Set.of("webp");

  private final ImageInputStream in;
  private final ImageReader reader;
  private final Bytes bytes;
  private final PageLimits limits;
  private final Map<Integer, Orientation> orientations = new HashMap<>();

  private ImageFile(ImageInputStream in, ImageReader reader, Bytes bytes, PageLimits limits) {
    this.in = in;
    this.reader = reader;
    this.bytes = bytes;
    this.limits = limits;
    reader.setInput(in);
  }

  /// Where the bytes are read from once more, for metadata.
  @FunctionalInterface
  private interface Bytes {
    InputStream open() throws IOException;
  }

  /// Empty when no reader knows the format.
  public static Optional<ImageFile> open(Path file, PageLimits limits) throws IOException {
    return open(new FileImageInputStream(file.toFile()), () -> Files.newInputStream(file), limits);
  }

  /// Empty when no reader knows the format.
  public static Optional<ImageFile> open(byte[] file, PageLimits limits) throws IOException {
    return open(
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file)),
        () -> new ByteArrayInputStream(file),
        limits);
  }

  private static Optional<ImageFile> open(ImageInputStream in, Bytes bytes, PageLimits limits)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      in.close();
      return Optional.empty();
    }
    return Optional.of(new ImageFile(in, readers.next(), bytes, limits));
  }

  /// Pages of a TIFF; of an animation only the first image counts.
  int images() throws IOException {
    return MANY_IMAGES.contains(format()) ? reader.getNumImages(true) : 1;
  }

  /// The whole of an image.
  ///
  /// @param index from 0
  public Box box(int index) throws IOException {
    int width = reader.getWidth(index);
    int height = reader.getHeight(index);
    return orientation(index).swaps() ? new Box(0, 0, height, width) : new Box(0, 0, width, height);
  }

  /// Whether it can be read within the memory of a page.
  public boolean fits(int index) throws IOException {
    return !DECODED_WHOLE.contains(format())
        || (long) reader.getWidth(index) * reader.getHeight(index) <= limits.pagePixels();
  }

  /// A part of an image, on white.
  ///
  /// @param scale wished for; never more pixels than the file has: they would say nothing new
  public Crop crop(int index, Box box, double scale, int maxBytes) throws IOException {
    Box part = box.intersect(box(index));
    PixelGrid grid = PixelGrid.of(part, Math.min(1, scale), limits.cropPixels());
    return CropEncoder.encode(read(index, part, grid), maxBytes);
  }

  /// Reads only every n-th pixel where fewer are wanted, so that a huge image never lies in memory
  /// as a whole.
  private BufferedImage read(int index, Box box, PixelGrid grid) throws IOException {
    int width = reader.getWidth(index);
    int height = reader.getHeight(index);
    Orientation orientation = orientation(index);
    Rectangle region = pixels(orientation.stored(box, width, height), width, height);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(region);
    int step = Math.max(1, (int) Math.floor(1 / grid.scale()));
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(index, param);

    AffineTransform placed = new AffineTransform();
    placed.scale(grid.width() / box.width(), grid.height() / box.height());
    placed.translate(-box.left(), -box.top());
    placed.concatenate(orientation.upright(width, height));
    placed.translate(region.x, region.y);
    placed.scale(region.getWidth() / image.getWidth(), region.getHeight() / image.getHeight());
    return drawn(image, placed, grid);
  }

  private static BufferedImage drawn(BufferedImage image, AffineTransform placed, PixelGrid grid) {
    BufferedImage opaque =
        new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, grid.width(), grid.height());
    if (Math.abs(placed.getDeterminant()) != 1) {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }
    graphics.drawImage(image, placed, null);
    graphics.dispose();
    return opaque;
  }

  private static Rectangle pixels(Rectangle2D region, int width, int height) {
    int left = Math.clamp((long) region.getMinX(), 0, width - 1);
    int top = Math.clamp((long) region.getMinY(), 0, height - 1);
    int right = Math.clamp((long) Math.ceil(region.getMaxX()), left + 1, width);
    int bottom = Math.clamp((long) Math.ceil(region.getMaxY()), top + 1, height);
    return new Rectangle(left, top, right - left, bottom - top);
  }

  private Orientation orientation(int index) throws IOException {
    Orientation known = orientations.get(index);
    if (known == null) {
      try (InputStream stream = bytes.open()) {
        known = Orientations.read(format(), reader, index, stream);
      }
      orientations.put(index, known);
    }
    return known;
  }

  private String format() throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    reader.dispose();
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
