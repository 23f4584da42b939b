package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartQueueTest {
  private final StartQueue byKey = new StartQueue(Ordering.BY_KEY);

  @Test
  void unorderedRecordsAreAllReadyLowestOffsetFirst() {
    StartQueue queue = new StartQueue(Ordering.UNORDERED);
    queue.add(pending(1, "a"));
    queue.add(pending(2, "a"));

    assertThat(ready(queue)).containsExactly(1L, 2L);
  }

  @Test
  void recordsOfOneKeyAreReadyInTurn() {
    List<PendingRecord> records =
        List.of(pending(1, "a"), pending(2, "b"), pending(3, "a"), pending(4, "a"));
    records.forEach(byKey::add);

    assertThat(ready(byKey)).containsExactly(1L, 2L);
    byKey.take(records.get(0));
    assertThat(ready(byKey)).containsExactly(2L);
    byKey.ended(records.get(0));
    assertThat(ready(byKey)).containsExactly(2L, 3L);
    byKey.take(records.get(2));
    byKey.ended(records.get(2));
    assertThat(ready(byKey)).containsExactly(2L, 4L);
  }

  @Test
  void keyIsFreeAgainWhenAllItsRecordsHaveEnded() {
    PendingRecord first = pending(1, "a");
    byKey.add(first);
    byKey.take(first);
    byKey.ended(first);

    byKey.add(pending(2, "a"));

    assertThat(ready(byKey)).containsExactly(2L);
  }

  @Test
  void recordsWithoutAKeyDoNotWaitForEachOther() {
    byKey.add(pending(1, null));
    byKey.add(pending(2, null));

    assertThat(ready(byKey)).containsExactly(1L, 2L);
  }

  @Test
  void recordPutBackDoesNotLetTwoOfItsKeyRun() {
    List<PendingRecord> records = List.of(pending(1, "a"), pending(2, "a"), pending(3, "a"));
    records.forEach(byKey::add);
    byKey.take(records.get(0));
    byKey.ended(records.get(0));
    byKey.putBack(records.get(0));
    byKey.take(records.get(0));
    byKey.take(records.get(1));

    byKey.ended(records.get(0));

    assertThat(ready(byKey)).isEmpty();
    byKey.ended(records.get(1));
    assertThat(ready(byKey)).containsExactly(3L);
  }

  private static List<Long> ready(StartQueue queue) {
    return queue.ready().stream().map(PendingRecord::offset).toList();
  }

  private static PendingRecord pending(long offset, @Nullable String key) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return PendingRecord.of(new ConsumerRecord<>("t", 0, offset, bytes, new byte[0]), 0);
  }
}
