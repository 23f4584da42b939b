package dev.pagestream.pageworker.source;

import java.io.IOException;
import java.util.Optional;

/// A source in the hands of one page. Ends with exactly one of [#giveBack()] and [#discard()].
public final class BorrowedSource {
  private final OpenSources owner;
  private final String sourceKey;
  private final Opening opening;
  private final LocalFiles.LocalFile file;
  private final int pages;
  private Optional<PageSource> source; // Confined to the thread of the page.

  /// Opens the source's file.
  @FunctionalInterface
  interface Opening {
    PageSource open() throws IOException, PageFailedException;
  }

  BorrowedSource(
      OpenSources owner,
      String sourceKey,
      Opening opening,
      LocalFiles.LocalFile file,
      Optional<PageSource> source,
      int pages) {
    this.owner = owner;
    this.sourceKey = sourceKey;
    this.opening = opening;
    this.file = file;
    this.source = source;
    this.pages = pages;
  }

  /// The source; opened on the first call when it came as a file only. Opening parses, and may hang
  /// on what is damaged.
  public PageSource open() throws IOException, PageFailedException {
    if (source.isEmpty()) {
      source = Optional.of(opening.open());
    }
    return source.get();
  }

  /// The page went well: the source may serve another.
  public void giveBack() {
    source.ifPresentOrElse(
        opened -> owner.giveBack(sourceKey, opened, file, pages + 1), file.release());
  }

  /// The page went wrong: nobody uses this instance again.
  public void discard() {
    try {
      source.ifPresent(PageSource::close);
    } finally {
      file.release().run();
    }
  }
}
