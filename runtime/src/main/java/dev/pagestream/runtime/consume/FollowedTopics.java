package dev.pagestream.runtime.consume;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What a [TopicFollower] reads, from where on, and what becomes of it. Called on the follower's
/// thread only.
///
/// A [org.apache.kafka.common.KafkaException] costs the follower its consumer, which is replaced;
/// any other exception is a bug and ends the follower.
public interface FollowedTopics {
  /// The partitions to read and where they end now. Asked once per consumer; who has read up to
  /// there is up to date.
  ///
  /// @param consumer without an assignment yet
  Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer) throws InterruptedException;

  /// Seeks where reading begins. A partition that was read before is not among them: it goes on
  /// where it was.
  ///
  /// @param unread at least one partition with its end
  void begin(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> unread);

  /// Takes a record; one that nobody can read is the callee's to leave out.
  ///
  /// @throws DependencyUnavailableException when the registry or the like is away: the record is
  ///   handed over again after a wait, since none must be left out
  void accept(ConsumerRecord<byte[], byte[]> record);

  /// Called after each poll whose records were all accepted.
  ///
  /// @param positions offset to read next of each partition; changes after the call
  default void polled(Map<TopicPartition, Long> positions) {}
}
