package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// Reads size and number of pages from an image's headers, without decoding a pixel: a small file
/// may unfold to gigabytes.
final class ImageHeaders {
  private final int maxPages;
  private final long maxPixels;

  ImageHeaders(int maxPages, long maxPixels) {
    this.maxPages = maxPages;
    this.maxPixels = maxPixels;
  }

  /// Pages of the image: those of a TIFF, else 1.
  int count(String shown, Content.Supported content, Path file)
      throws SourceRefusedException, IOException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(content.mediaType());
      if (!readers.hasNext()) {
        throw new IllegalStateException(
            "the Java platform has no reader for " + content.mediaType());
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, false, true);
        return count(shown, content, reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) { // Readers throw what they like on damaged files.
      throw new SourceRefusedException(
          FailureCode.SOURCE_UNREADABLE,
          "The file "
              + shown
              + " is "
              + content.inWords()
              + " whose header cannot be read: it is damaged or cut short.");
    }
  }

  private int count(String shown, Content.Supported content, ImageReader reader)
      throws SourceRefusedException, IOException {
    int pages = content == Content.Supported.TIFF ? reader.getNumImages(true) : 1;
    if (pages > maxPages) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_TOO_MANY_PAGES,
          String.format(
              Locale.ROOT,
              "The image %s has %,d pages, the limit is %,d.",
              shown,
              pages,
              maxPages));
    }
    for (int page = 0; page < pages; page++) {
      long width = reader.getWidth(page);
      long height = reader.getHeight(page);
      if (width * height > maxPixels) {
        throw new SourceRefusedException(
            FailureCode.SOURCE_TOO_LARGE,
            String.format(
                Locale.ROOT,
                "The image %s has %,d × %,d pixels, the limit is %,d pixels. Send it scaled down.",
                shown,
                width,
                height,
                maxPixels));
      }
    }
    return pages;
  }
}
