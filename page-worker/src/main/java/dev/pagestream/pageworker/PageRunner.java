package dev.pagestream.pageworker;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.source.BorrowedSource;
import dev.pagestream.pageworker.source.OpenSources;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.schema.PageTask;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The page's boundary: whatever goes wrong inside a page, and however long it takes, ends here as
/// a result. Thread-safe.
final class PageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(PageRunner.class);

  private final OpenSources sources;
  private final PageAnalysis analysis;
  private final PageThreads threads;
  private final Duration timeout;
  private final SealedPasswords passwords;

  PageRunner(
      OpenSources sources,
      PageAnalysis analysis,
      PageThreads threads,
      Duration timeout,
      SealedPasswords passwords) {
    this.sources = sources;
    this.analysis = analysis;
    this.threads = threads;
    this.timeout = timeout;
    this.passwords = passwords;
  }

  /// @throws dev.pagestream.blobstore.BlobStoreUnavailableException when the source cannot be
  ///   fetched now
  /// @throws dev.pagestream.runtime.consume.DependencyUnavailableException when too many pages are
  ///   stuck
  PageResult run(PageTask task, String tenant) throws InterruptedException {
    threads.requireRoom();
    BorrowedSource source;
    try {
      source =
          sources.borrow(
              task.getSourceKey(), task.getFormat(), passwords.open(task.getPdfPassword()));
    } catch (PageFailedException e) {
      return new PageResult.Failed(e.code(), e.sentence());
    } catch (BlobNotFoundException e) {
      return new PageResult.Failed(
          FailureCode.SOURCE_UNREADABLE, "The source of the document is no longer stored.");
    }
    try {
      String name = "page-" + task.getDocumentId() + "-" + task.getPage();
      return new PageResult.Analyzed(
          threads.call(name, () -> analyse(source, task, tenant), timeout));
    } catch (TimeoutException e) {
      return new PageResult.Failed(
          FailureCode.PAGE_TIMEOUT,
          "The page was not analysed within " + timeout.toMillis() / 1000.0 + " seconds.");
    } catch (ExecutionException e) {
      return failure(task, Objects.requireNonNull(e.getCause()));
    }
  }

  private AnalyzedPage analyse(BorrowedSource source, PageTask task, String tenant)
      throws Exception {
    boolean well = false;
    try {
      AnalyzedPage page = analysis.analyse(source.open(), task, tenant);
      well = !Thread.currentThread().isInterrupted();
      return page;
    } finally {
      if (well) {
        source.giveBack();
      } else {
        source.discard();
      }
    }
  }

  private static PageResult failure(PageTask task, Throwable cause) {
    LOG.atDebug()
        .addKeyValue(LogKeys.DOCUMENT_ID, task.getDocumentId())
        .addKeyValue(LogKeys.PAGE, task.getPage())
        .setCause(cause)
        .log("Page threw");
    return switch (cause) {
      case PageFailedException failed -> new PageResult.Failed(failed.code(), failed.sentence());
      case OutOfMemoryError _ -> unreadable("The page needs more memory than a page may have.");
      case StackOverflowError _ -> unreadable("The page is nested too deeply to be read.");
      case Throwable _ ->
          unreadable("The page cannot be read: the file is damaged, or not what it says it is.");
    };
  }

  private static PageResult unreadable(String message) {
    return new PageResult.Failed(FailureCode.PAGE_UNREADABLE, message);
  }
}
