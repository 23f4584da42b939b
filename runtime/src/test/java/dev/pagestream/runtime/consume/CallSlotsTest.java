package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallSlotsTest {
  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  @Test
  void holdsEachPartitionToItsWindow() {
    CallSlots slots = new CallSlots(2, 100);

    assertThat(List.of(slots.tryStart(A), slots.tryStart(A), slots.tryStart(A)))
        .containsExactly(true, true, false);
    assertThat(slots.tryStart(B)).isTrue();
    slots.end(A);
    assertThat(slots.tryStart(A)).isTrue();
    assertThat(slots.inFlight()).isEqualTo(3);
  }

  @Test
  void holdsTheProcessToItsLimit() {
    CallSlots slots = new CallSlots(10, 3);

    assertThat(List.of(slots.tryStart(A), slots.tryStart(A), slots.tryStart(B), slots.tryStart(B)))
        .containsExactly(true, true, true, false);
    slots.end(A);
    assertThat(slots.tryStart(B)).isTrue();
  }

  @Test
  void parkedCallGivesItsSlotToAnother() {
    CallSlots slots = new CallSlots(1, 100);
    slots.tryStart(A);

    slots.leave(A);

    assertThat(slots.tryStart(A)).isTrue();
    assertThat(slots.inFlight()).isEqualTo(1);
    assertThat(slots.parked()).isEqualTo(1);
  }

  @Test
  void returningCallsAreServedBeforeNewOnesInTheOrderTheyCame() throws Exception {
    CallSlots slots = new CallSlots(1, 100);
    slots.tryStart(A);
    slots.leave(A);
    slots.tryStart(A);
    slots.leave(A);
    slots.tryStart(A);
    BlockingQueue<String> back = new LinkedBlockingQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : List.of("first", "second")) {
        int parkedBefore = slots.parked();
        CompletableFuture<Void> _ =
            CompletableFuture.runAsync(() -> comeBack(slots, name, back), threads);
        await(() -> slots.parked() < parkedBefore);
      }

      slots.end(A);
      assertThat(back.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
      assertThat(slots.tryStart(A)).isFalse();
      slots.end(A);
      assertThat(back.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
      slots.end(A);
      assertThat(slots.tryStart(A)).isTrue();
    }
  }

  @Test
  void interruptedReturnLeavesNoSlotBehind() throws Exception {
    CallSlots slots = new CallSlots(1, 100);
    slots.tryStart(A);
    slots.leave(A);
    slots.tryStart(A);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread returning =
        Thread.ofVirtual()
            .start(() -> {
              try {
                slots.comeBack(A);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    await(() -> slots.parked() == 0);

    returning.interrupt();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    slots.end(A);
    assertThat(slots.inFlight()).isZero();
    assertThat(slots.tryStart(A)).isTrue();
  }

  private static void comeBack(CallSlots slots, String name, BlockingQueue<String> back) {
    try {
      slots.comeBack(A);
      back.add(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(BooleanSupplier condition) {
    Waiting.until(condition, Duration.ofSeconds(10));
  }
}
