package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/// A PDF, read from its file as needed.
public final class PdfPageSource implements PageSource {
  private final PDDocument document;
  private final PageLimits limits;
  private final PageCropper cropper;

  private PdfPageSource(PDDocument document, PageLimits limits) {
    this.document = document;
    this.limits = limits;
    cropper = new PageCropper(document, limits);
  }

  /// @throws PageFailedException when it is encrypted
  /// @throws IOException when it is not a PDF or damaged beyond repair
  public static PdfPageSource open(Path file, PageLimits limits)
      throws IOException, PageFailedException {
    return open(file, limits, Optional.empty());
  }

  /// @param password that opens it, when it is encrypted
  /// @throws PageFailedException when it is encrypted with another one
  /// @throws IOException when it is not a PDF or damaged beyond repair
  public static PdfPageSource open(Path file, PageLimits limits, Optional<Secret> password)
      throws IOException, PageFailedException {
    try {
      return new PdfPageSource(
          Loader.loadPDF(file.toFile(), password.map(Secret::value).orElse("")), limits);
    } catch (InvalidPasswordException e) {
      throw new PageFailedException(
          FailureCode.SOURCE_ENCRYPTED,
          password.isPresent()
              ? "The PDF is protected by another password than the one given."
              : "The PDF is protected by a password.",
          e);
    }
  }

  @Override
  public int pages() {
    return document.getNumberOfPages();
  }

  @Override
  public ArrangedPage arrange(int page, PageLayout layout) throws IOException, PageFailedException {
    return layout.arrange(read(page));
  }

  /// The marks on a page.
  ///
  /// @param page from 1
  /// @throws PageFailedException when there is no such page, or it is beyond the limits
  public PageModel read(int page) throws IOException, PageFailedException {
    PDPage pdfPage = page(page);
    DisplaySpace space = DisplaySpace.of(pdfPage);
    PageEngine engine = new PageEngine(pdfPage, space, limits, structureRoot());
    try {
      return engine.run(page);
    } catch (TooManyObjectsException e) {
      throw new PageFailedException(
          FailureCode.PAGE_UNREADABLE,
          "The page has more than "
              + limits.objects()
              + " characters and images, which is more than is handled.",
          e);
    }
  }

  private @Nullable COSDictionary structureRoot() {
    return document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
  }

  @Override
  public List<Crop> crop(int page, List<Box> boxes, double scale)
      throws IOException, PageFailedException {
    DisplaySpace space = DisplaySpace.of(page(page));
    return cropper.crop(page - 1, space.page(), boxes, scale);
  }

  private PDPage page(int page) throws PageFailedException {
    int count = document.getNumberOfPages();
    if (page < 1 || page > count) {
      throw PageFailedException.noSuchPage(page, count);
    }
    return document.getPage(page - 1);
  }

  @Override
  public void close() {
    try {
      document.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
