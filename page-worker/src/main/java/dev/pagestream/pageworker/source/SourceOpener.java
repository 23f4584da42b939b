package dev.pagestream.pageworker.source;

import java.io.IOException;
import java.nio.file.Path;

/// Opens a source by its format.
@FunctionalInterface
public interface SourceOpener {
  /// @param format docling's InputFormat: `pdf` or `image`
  PageSource open(String format, Path file) throws IOException, PageFailedException;
}
