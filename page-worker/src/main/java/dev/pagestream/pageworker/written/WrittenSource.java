package dev.pagestream.pageworker.written;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.image.ImageFile;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.pageworker.source.PictureImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Pages of a document that names its blocks. Holds the page it read last.
public final class WrittenSource implements PageSource {
  /// Largest image in a document; as the splitter's default for image files.
  private static final long MAX_IMAGE_PIXELS = 100_000_000;

  private final WrittenDocument document;
  private final PageLimits limits;
  private Optional<WrittenPage> last = Optional.empty();

  public WrittenSource(WrittenDocument document, PageLimits limits) {
    this.document = document;
    this.limits = limits;
  }

  @Override
  public int pages() throws IOException {
    return document.pages();
  }

  @Override
  public ArrangedPage arrange(int page, PageLayout layout) throws IOException, PageFailedException {
    int count = pages();
    if (page < 1 || page > count) {
      throw PageFailedException.noSuchPage(page, count);
    }
    try {
      WrittenPage read = document.read(page);
      last = Optional.of(read);
      return read.page();
    } catch (TooManyBlocksException e) {
      throw new PageFailedException(
          FailureCode.PAGE_UNREADABLE,
          String.format(
              Locale.ROOT,
              "It has more than %,d paragraphs, tables and pictures, which is more than is handled."
                  + " Split it.",
              PageWriter.MAX_BLOCKS),
          e);
    }
  }

  @Override
  public List<PictureImage> images(int page, List<ArrangedPage.Picture> pictures, double scale) {
    WrittenPage read =
        last.filter(written -> written.page().page() == page)
            .orElseThrow(() -> new IllegalStateException("page " + page + " was not arranged"));
    int maxBytes = limits.cropBytes(pictures.size());
    List<PictureImage> images = new ArrayList<>(pictures.size());
    for (ArrangedPage.Picture picture : pictures) {
      images.add(
          switch (read.images().get(picture.index())) {
            case EmbeddedImage.Stored stored -> image(stored, scale, maxBytes);
            case EmbeddedImage.Missing(String why) -> new PictureImage.Missing(why);
          });
    }
    return images;
  }

  /// One picture that cannot be decoded leaves the others as they are.
  private PictureImage image(EmbeddedImage.Stored stored, double scale, int maxBytes) {
    try {
      Optional<ImageFile> file = ImageFile.open(stored.bytes().read(), limits);
      if (file.isEmpty()) {
        return new PictureImage.Missing("its image is of a format that is not read");
      }
      try (ImageFile opened = file.get()) {
        return image(opened, stored.part(), scale, maxBytes);
      }
    } catch (IOException | RuntimeException _) { // Readers throw what they like on damaged files.
      return new PictureImage.Missing("its image is damaged");
    }
  }

  private static PictureImage image(ImageFile file, Box part, double scale, int maxBytes)
      throws IOException {
    Box whole = file.box(0);
    if (whole.area() > MAX_IMAGE_PIXELS || !file.fits(0)) {
      return new PictureImage.Missing(
          String.format(
              Locale.ROOT,
              "its image of %,.0f × %,.0f pixels is too large",
              whole.width(),
              whole.height()));
    }
    Box shown =
        new Box(
            Math.floor(part.left() * whole.width()),
            Math.floor(part.top() * whole.height()),
            Math.ceil(part.right() * whole.width()),
            Math.ceil(part.bottom() * whole.height()));
    Box inside = shown.intersect(whole);
    return new PictureImage.Present(
        file.crop(0, inside.area() > 0 ? inside : whole, scale, maxBytes));
  }

  @Override
  public boolean drawn() {
    return false;
  }

  /// Opened again, a document of one page costs no more than its page; kept, it holds its memory.
  @Override
  public boolean reusable() {
    try {
      return pages() > 1;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    document.close();
  }
}
