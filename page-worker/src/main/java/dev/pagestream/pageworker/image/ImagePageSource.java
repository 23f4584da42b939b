package dev.pagestream.pageworker.image;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.CropEncoder;
import dev.pagestream.pageworker.picture.PixelGrid;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.source.PageSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// An image file: each image of a TIFF is a page, other formats have one. A page is one picture,
/// one point to a pixel.
public final class ImagePageSource implements PageSource {
  private static final Set<String> MANY_IMAGES = Set.of("tif", "tiff");

  private final ImageInputStream in;
  private final ImageReader reader;
  private final PageLimits limits;

  private ImagePageSource(ImageInputStream in, ImageReader reader, PageLimits limits) {
    this.in = in;
    this.reader = reader;
    this.limits = limits;
    reader.setInput(in);
  }

  /// @throws PageFailedException when no reader knows the format
  public static ImagePageSource open(Path file, PageLimits limits)
      throws IOException, PageFailedException {
    ImageInputStream in = new FileImageInputStream(file.toFile());
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      in.close();
      throw new PageFailedException(
          FailureCode.SOURCE_UNSUPPORTED,
          "The image is in a format that is not read; PNG, JPEG, GIF, BMP and TIFF are.");
    }
    return new ImagePageSource(in, readers.next(), limits);
  }

  @Override
  public int pages() throws IOException {
    return MANY_IMAGES.contains(reader.getFormatName().toLowerCase(Locale.ROOT))
        ? reader.getNumImages(true)
        : 1;
  }

  @Override
  public PageModel read(int page) throws IOException, PageFailedException {
    Box whole = size(page);
    return new PageModel(
        page,
        whole.width(),
        whole.height(),
        List.of(),
        List.of(new Atom.Bitmap(whole, Origin.PAGE)));
  }

  @Override
  public List<Crop> crop(int page, List<Box> boxes, double scale)
      throws IOException, PageFailedException {
    Box whole = size(page);
    List<Crop> crops = new ArrayList<>(boxes.size());
    for (Box box : boxes) {
      // Never more pixels than the file has: they would say nothing new.
      PixelGrid grid = PixelGrid.of(box.intersect(whole), Math.min(1, scale), limits.cropPixels());
      crops.add(
          CropEncoder.encode(
              read(page - 1, box.intersect(whole), grid), limits.cropBytes(boxes.size())));
    }
    return crops;
  }

  /// Reads only every n-th pixel where fewer are wanted, so that a huge image never lies in memory
  /// as a whole.
  private BufferedImage read(int index, Box box, PixelGrid grid) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(
        new Rectangle(
            (int) box.left(),
            (int) box.top(),
            (int) Math.ceil(box.width()),
            (int) Math.ceil(box.height())));
    int step = Math.max(1, (int) Math.floor(1 / grid.scale()));
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(index, param);
    BufferedImage opaque =
        new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, grid.width(), grid.height());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, grid.width(), grid.height(), null);
    graphics.dispose();
    return opaque;
  }

  private Box size(int page) throws IOException, PageFailedException {
    int count = pages();
    if (page < 1 || page > count) {
      throw PageFailedException.noSuchPage(page, count);
    }
    return new Box(0, 0, reader.getWidth(page - 1), reader.getHeight(page - 1));
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
