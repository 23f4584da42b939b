package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionShareTest {
  private static final long LATER = Duration.ofMinutes(1).toNanos();

  private final Map<String, Integer> partitions = new HashMap<>(Map.of("a", 6, "b", 2));
  private final PartitionShare share =
      new PartitionShare(List.of("a", "b"), topic -> partitions.getOrDefault(topic, 0));

  @Test
  void isWhatIsAssignedOfAllTopics() {
    assertThat(share.value()).isEqualTo(1);

    share.observe(2, 0);
    assertThat(share.value()).isEqualTo(0.25);
    share.observe(8, 0);
    assertThat(share.value()).isEqualTo(1);
    share.observe(0, 0);
    assertThat(share.value()).isZero();
  }

  @Test
  void isOneAsLongAsATopicIsNotKnown() {
    partitions.remove("b");
    share.observe(2, 0);
    assertThat(share.value()).isEqualTo(1);

    partitions.put("b", 2);
    share.observe(2, LATER);
    assertThat(share.value()).isEqualTo(0.25);
  }

  @Test
  void noticesPartitionsThatWereAdded() {
    share.observe(2, 0);
    partitions.put("a", 14);

    share.observe(2, LATER);

    assertThat(share.value()).isEqualTo(0.125);
  }
}
