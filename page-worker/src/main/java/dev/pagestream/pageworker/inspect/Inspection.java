package dev.pagestream.pageworker.inspect;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.PageClasses;
import dev.pagestream.pageworker.classify.LabelSet;
import dev.pagestream.pageworker.classify.PictureClassifiers;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.image.ImagePageSource;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.pdf.Jpeg2000;
import dev.pagestream.pageworker.pdf.PdfPageSource;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.source.PageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/// A file under analysis, without any service around it: what a page worker finds on a page, as
/// data and drawn over the page. Used by one thread at a time.
public final class Inspection implements AutoCloseable {
  private static final int HEAD_BYTES = 1024;
  private static final String PDF_MARK = "%PDF-";

  private final PageSource source;
  private final PageLayout layout = new PageLayout(new FigureFinder());

  private final PageClasses classes =
      new PageClasses(PictureClassifiers.open(LabelSet.V2_5, Optional.empty()), false);

  private Inspection(PageSource source) {
    this.source = source;
  }

  /// @throws PageFailedException when it is of a format that is not read, or encrypted
  /// @throws IOException when it cannot be read
  public static Inspection open(Path file, PageLimits limits)
      throws IOException, PageFailedException {
    Jpeg2000.only();
    return new Inspection(
        isPdf(file) ? PdfPageSource.open(file, limits) : ImagePageSource.open(file, limits));
  }

  private static boolean isPdf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1).contains(PDF_MARK);
    }
  }

  public int pages() throws IOException {
    return source.pages();
  }

  /// @param page from 1
  /// @throws PageFailedException when there is no such page, or it is beyond the limits
  public ArrangedPage page(int page) throws IOException, PageFailedException {
    return source.arrange(page, layout);
  }

  /// What its pictures show, as the rules say, by index; none of backgrounds.
  ///
  /// @param page as it came from [#page(int)], the last one
  public Map<Integer, List<PageBlock.ClassScore>> classes(ArrangedPage page)
      throws IOException, PageFailedException {
    return classes.of(source, page, Map.of(), true);
  }

  /// The page with what was found drawn over it.
  ///
  /// @param scale 1.0 is 72 dpi
  public BufferedImage overlay(int page, double scale) throws IOException, PageFailedException {
    ArrangedPage arranged = page(page);
    Box whole = new Box(0, 0, arranged.widthPt(), arranged.heightPt());
    byte[] image = source.crop(page, List.of(whole), scale).getFirst().bytes();
    return Overlay.draw(arranged, ImageIO.read(new ByteArrayInputStream(image)));
  }

  @Override
  public void close() {
    source.close();
  }
}
