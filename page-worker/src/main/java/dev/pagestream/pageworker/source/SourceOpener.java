package dev.pagestream.pageworker.source;

import java.io.IOException;
import java.nio.file.Path;

/// Opens a source by its format.
@FunctionalInterface
public interface SourceOpener {
  /// @param format docling's InputFormat: `pdf`, `image`, `docx`, `pptx`, `html` or `md`
  PageSource open(String format, Path file) throws IOException, PageFailedException;
}
