package dev.pagestream.pageworker.written;

import dev.pagestream.pageworker.source.PageFailedException;
import java.io.IOException;

/// An opened document of a format that names its blocks. Used by one thread at a time.
public interface WrittenDocument extends AutoCloseable {
  int pages() throws IOException;

  /// @param page from 1, at most [#pages()]
  /// @throws PageFailedException when it is beyond the limits
  WrittenPage read(int page) throws IOException, PageFailedException;

  @Override
  void close();
}
