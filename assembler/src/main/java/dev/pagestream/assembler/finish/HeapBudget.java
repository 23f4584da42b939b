package dev.pagestream.assembler.finish;

import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentReady;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Memory for documents being finished, by estimate: the trees of pages and texts are in memory
/// until they are rendered. A document larger than all of it gets all of it, and is finished alone.
/// Thread-safe.
final class HeapBudget {
  private static final int UNIT_BYTES = 64 << 10;

  /// Content, tree and rendered text of a page; pages have 2 to 20 KB of content.
  private static final int UNITS_PER_PAGE = 2;

  private static final int UNITS_PER_PAGE_WITH_IMAGES = 8;
  private static final int ANSWERS_PER_UNIT = 16;

  /// What a page has of content, with headings and raw text.
  private static final int CHUNK_UNITS_PER_PAGE = 1;

  private final int units;
  private final int maxChunkUnits;
  private final Semaphore free;

  /// @param chunkBytes most a document's records on `documents.chunks` have
  HeapBudget(long bytes, long chunkBytes) {
    units = Math.clamp(bytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
    maxChunkUnits = Math.clamp(chunkBytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
    free = new Semaphore(units, true);
  }

  /// The document's share, not taken yet.
  Lease lease(DocumentReady ready) {
    @Nullable DocumentAccepted accepted = ready.getAccepted();
    if (accepted == null) {
      return new Lease(1);
    }
    boolean images =
        accepted.getOptions().getImageExportMode().equals(ImageExportMode.EMBEDDED.wireName());
    long pages = accepted.getLastPage() - accepted.getFirstPage() + 1L;
    long wanted =
        pages * (images ? UNITS_PER_PAGE_WITH_IMAGES : UNITS_PER_PAGE)
            + (accepted.getOptions().getChunksTopic() ? chunkUnits(pages) : 0)
            + ready.getAnswers().size() / ANSWERS_PER_UNIT;
    return new Lease(Math.clamp(wanted, 1, units));
  }

  private long chunkUnits(long pages) {
    return Math.min(pages * CHUNK_UNITS_PER_PAGE, maxChunkUnits);
  }

  /// A share of the budget, given back when closed. Confined to one thread.
  final class Lease implements AutoCloseable {
    private final int wanted;
    private boolean held;

    private Lease(int wanted) {
      this.wanted = wanted;
    }

    /// The timed form, which alone is fair: a large document must not wait for ever behind small
    /// ones.
    boolean tryAcquire() throws InterruptedException {
      held = free.tryAcquire(wanted, 0, TimeUnit.SECONDS);
      return held;
    }

    /// Waits for it.
    boolean acquire() throws InterruptedException {
      free.acquire(wanted);
      held = true;
      return true;
    }

    @Override
    public void close() {
      if (held) {
        free.release(wanted);
        held = false;
      }
    }
  }
}
