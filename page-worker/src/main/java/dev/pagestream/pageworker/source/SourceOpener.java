package dev.pagestream.pageworker.source;

import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Opens a source by its format.
@FunctionalInterface
public interface SourceOpener {
  /// @param password of a PDF that needs one
  /// @param format docling's InputFormat: `pdf`, `image`, `docx`, `pptx`, `html` or `md`
  PageSource open(String format, Path file, Optional<Secret> password)
      throws IOException, PageFailedException;
}
