package dev.pagestream.pageworker;

import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.image.ImagePageSource;
import dev.pagestream.pageworker.office.DocxDocument;
import dev.pagestream.pageworker.office.PptxDocument;
import dev.pagestream.pageworker.pdf.Jpeg2000;
import dev.pagestream.pageworker.pdf.PdfPageSource;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.pageworker.source.SourceOpener;
import dev.pagestream.pageworker.web.HtmlDocument;
import dev.pagestream.pageworker.web.MarkdownDocument;
import dev.pagestream.pageworker.written.WrittenSource;
import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Which reader a format has.
final class SourceFormats implements SourceOpener {
  private final PageLimits limits;

  SourceFormats(PageLimits limits) {
    this.limits = limits;
    Jpeg2000.only();
  }

  @Override
  public PageSource open(String format, Path file, Optional<Secret> password)
      throws IOException, PageFailedException {
    return switch (format) {
      case "pdf" -> PdfPageSource.open(file, limits, password);
      case "image" -> ImagePageSource.open(file, limits);
      case "docx" -> new WrittenSource(DocxDocument.open(file), limits);
      case "pptx" -> new WrittenSource(PptxDocument.open(file), limits);
      case "html" -> new WrittenSource(new HtmlDocument(file), limits);
      case "md" -> new WrittenSource(new MarkdownDocument(file), limits);
      case String _ ->
          throw new PageFailedException(
              FailureCode.SOURCE_UNSUPPORTED, "Documents of format " + format + " are not read.");
    };
  }
}
