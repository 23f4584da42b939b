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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/// A PDF, read from its file as needed.
public final class PdfPageSource implements PageSource {
  private final PDDocument document;
  private final PageLimits limits;
  private final PageCropper cropper;

  /// Crops are mostly of the page that was just read.
  private Optional<LastRead> lastRead = Optional.empty();

  private @Nullable Bookmarks bookmarks;

  private record LastRead(int page, PageModel model, PlainJpegs jpegs) {}

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
      return new PdfPageSource(load(file, password.map(Secret::value).orElse("")), limits);
    } catch (StreamTooLargeException e) {
      throw tooLarge(e);
    } catch (InvalidPasswordException e) {
      throw new PageFailedException(
          FailureCode.SOURCE_ENCRYPTED,
          password.isPresent()
              ? "The PDF is protected by another password than the one given."
              : "The PDF is protected by a password.",
          e);
    }
  }

  private static PDDocument load(Path file, String password) throws IOException {
    RandomAccessRead bytes = new RandomAccessReadBufferedFile(file.toFile());
    try {
      return BoundedDocument.parser(bytes, password).parse();
    } catch (Throwable e) { // Damaged files may throw anything, and the file stays open.
      bytes.close();
      throw e;
    }
  }

  private static PageFailedException tooLarge(StreamTooLargeException e) {
    return new PageFailedException(
        FailureCode.PAGE_UNREADABLE,
        "The file holds data that unfolds to more than "
            + (Unfolding.MAX_BYTES >> 20)
            + " MiB, which is more than is handled.",
        e);
  }

  @Override
  public int pages() {
    return document.getNumberOfPages();
  }

  @Override
  public ArrangedPage arrange(int page, PageLayout layout) throws IOException, PageFailedException {
    return layout.arrange(read(page));
  }

  @Override
  public PageModel marks(ArrangedPage page) {
    return lastRead
        .filter(last -> last.page() == page.page())
        .map(LastRead::model)
        .orElseGet(() -> PageSource.super.marks(page));
  }

  /// The marks on a page.
  ///
  /// @param page from 1
  /// @throws PageFailedException when there is no such page, or it is beyond the limits
  public PageModel read(int page) throws IOException, PageFailedException {
    try {
      PDPage pdfPage = page(page);
      DisplaySpace space = DisplaySpace.of(pdfPage);
      PageEngine engine = new PageEngine(pdfPage, space, limits, structureRoot());
      PageModel model = engine.run(page).with(bookmarks().on(pdfPage));
      lastRead = Optional.of(new LastRead(page, model, engine.jpegs()));
      return model;
    } catch (StreamTooLargeException e) {
      throw tooLarge(e);
    } catch (TooManyObjectsException e) {
      throw new PageFailedException(
          FailureCode.PAGE_UNREADABLE,
          "The page has more than "
              + limits.objects()
              + " characters and images, which is more than is handled.",
          e);
    }
  }

  private Bookmarks bookmarks() {
    Bookmarks read = bookmarks;
    if (read == null) {
      read = Bookmarks.of(document);
      bookmarks = read;
    }
    return read;
  }

  private @Nullable COSDictionary structureRoot() {
    return document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
  }

  @Override
  public List<Crop> crop(int page, List<Box> boxes, double scale)
      throws IOException, PageFailedException {
    try {
      PDPage pdfPage = page(page);
      int maxBytes = limits.cropBytes(boxes.size());
      List<Optional<Crop>> plain = new ArrayList<>();
      for (Box box : boxes) {
        plain.add(embedded(page, pdfPage, box, scale, maxBytes));
      }
      List<Box> rest =
          IntStream.range(0, boxes.size())
              .filter(i -> plain.get(i).isEmpty())
              .mapToObj(boxes::get)
              .toList();
      DisplaySpace space = DisplaySpace.of(pdfPage);
      Iterator<Crop> rendered = cropper.crop(page - 1, space, rest, scale, maxBytes).iterator();
      return plain.stream().map(crop -> crop.orElseGet(rendered::next)).toList();
    } catch (StreamTooLargeException e) {
      throw tooLarge(e);
    }
  }

  /// The bytes of a JPEG that is all there is to see in the box. Layers and annotations may show
  /// something else there, or nothing.
  private Optional<Crop> embedded(int page, PDPage pdfPage, Box box, double scale, int maxBytes)
      throws IOException {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    if (lastRead.isEmpty()
        || lastRead.get().page() != page
        || catalog.containsKey(COSName.OCPROPERTIES)
        || hasAppearances(pdfPage)) {
      return Optional.empty();
    }
    return lastRead.get().jpegs().at(box, scale, limits.cropPixels(), maxBytes);
  }

  private static boolean hasAppearances(PDPage page) {
    @Nullable COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    for (int i = 0; annotations != null && i < annotations.size(); i++) {
      if (annotations.getObject(i) instanceof COSDictionary annotation
          && annotation.containsKey(COSName.AP)) {
        return true;
      }
    }
    return false;
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
