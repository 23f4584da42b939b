package dev.pagestream.assembler.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.assembler.Events;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.ReadyCause;
import dev.pagestream.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
  private static final Events EVENTS = Events.of("t", 0, 1);
  private static final int UNIT_BYTES = 64 << 10;

  @Test
  void aSmallDocumentDoesNotPassALargeOneThatWaits() throws Exception {
    HeapBudget budget = new HeapBudget(4 * UNIT_BYTES, UNIT_BYTES);
    CountDownLatch acquired = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    HeapBudget.Lease first = budget.lease(ready(1));
    HeapBudget.Lease small = budget.lease(ready(1));
    assertThat(first.tryAcquire()).isTrue();
    Thread large =
        Thread.ofVirtual().start(() -> acquireAndHold(budget.lease(ready(100)), acquired, done));
    Eventually.assertThat(
        Duration.ofSeconds(10), () -> assertThat(large.getState()).isEqualTo(Thread.State.WAITING));

    assertThat(small.tryAcquire()).isFalse();

    first.close();
    assertThat(acquired.await(10, TimeUnit.SECONDS)).isTrue();
    done.countDown();
  }

  @Test
  void recordsOfChunksHaveTheirShareUpToTheirLimit() throws Exception {
    HeapBudget budget = new HeapBudget(12 * UNIT_BYTES, 2 * UNIT_BYTES);

    assertThat(fitBeside(budget, withChunks(1), ready(4))).isTrue();
    assertThat(fitBeside(budget, withChunks(1), ready(5))).isFalse();
    assertThat(fitBeside(budget, withChunks(3), ready(2))).isTrue();
  }

  private static boolean fitBeside(HeapBudget budget, DocumentReady one, DocumentReady other)
      throws InterruptedException {
    try (HeapBudget.Lease first = budget.lease(one);
        HeapBudget.Lease second = budget.lease(other)) {
      return first.tryAcquire() && second.tryAcquire();
    }
  }

  private static DocumentReady withChunks(int pages) {
    DocumentReady ready = ready(pages);
    DocumentAccepted accepted = ready.getAccepted();
    ConversionOptions options =
        ConversionOptions.newBuilder(accepted.getOptions()).setChunksTopic(true).build();
    return DocumentReady.newBuilder(ready)
        .setAccepted(DocumentAccepted.newBuilder(accepted).setOptions(options).build())
        .build();
  }

  private static void acquireAndHold(
      HeapBudget.Lease lease, CountDownLatch acquired, CountDownLatch done) {
    try (lease) {
      lease.acquire();
      acquired.countDown();
      done.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static DocumentReady ready(int pages) {
    return DocumentReady.newBuilder()
        .setOrigin(EVENTS.origin())
        .setRevision(1)
        .setAccepted(EVENTS.accepted(pages))
        .setPartsKey("parts")
        .setPages(List.of())
        .setAnswers(List.of())
        .setCause(ReadyCause.COMPLETE)
        .setReadyAt(EVENTS.origin().getSubmittedAt())
        .build();
  }
}
