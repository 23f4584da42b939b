package dev.pagestream.pageworker.image;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.source.PageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An image file: each image of a TIFF is a page, other formats have one. A page is one picture,
/// one point to a pixel, whatever its size and shape.
public final class ImagePageSource implements PageSource {
  private final ImageFile file;
  private final PageLimits limits;

  private ImagePageSource(ImageFile file, PageLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /// @throws PageFailedException when no reader knows the format
  public static ImagePageSource open(Path file, PageLimits limits)
      throws IOException, PageFailedException {
    ImageFile opened =
        ImageFile.open(file, limits)
            .orElseThrow(() ->
                new PageFailedException(
                    FailureCode.SOURCE_UNSUPPORTED,
                    "The image is in a format that is not read; PNG, JPEG, GIF, BMP, TIFF and WebP"
                        + " are."));
    return new ImagePageSource(opened, limits);
  }

  @Override
  public int pages() throws IOException {
    return file.images();
  }

  @Override
  public ArrangedPage arrange(int page, PageLayout layout) throws IOException, PageFailedException {
    Box whole = size(page);
    return new ArrangedPage(
        page,
        whole.width(),
        whole.height(),
        List.of(
            new ArrangedPage.Picture(
                0, whole, false, Optional.empty(), List.of(), Optional.empty(), List.of())));
  }

  @Override
  public List<Crop> crop(int page, List<Box> boxes, double scale)
      throws IOException, PageFailedException {
    size(page);
    List<Crop> crops = new ArrayList<>(boxes.size());
    for (Box box : boxes) {
      crops.add(file.crop(page - 1, box, scale, limits.cropBytes(boxes.size())));
    }
    return crops;
  }

  private Box size(int page) throws IOException, PageFailedException {
    int count = pages();
    if (page < 1 || page > count) {
      throw PageFailedException.noSuchPage(page, count);
    }
    if (!file.fits(page - 1)) {
      throw new PageFailedException(
          FailureCode.SOURCE_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "A WebP image is decoded as a whole, and this one has more than the %,d pixels that"
                  + " are handled. Send it scaled down, or as PNG or JPEG.",
              limits.pagePixels()));
    }
    return file.box(page - 1);
  }

  @Override
  public void close() {
    file.close();
  }
}
