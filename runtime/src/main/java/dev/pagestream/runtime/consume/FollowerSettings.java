package dev.pagestream.runtime.consume;

import java.time.Duration;
import java.util.Map;

/// What a follower is called and how it reads.
///
/// @param name in its log lines, and with hyphens of its thread: `status follower`
/// @param subject what it reads, in its reasons not to be ready: `task statuses`
/// @param behind why it is not ready before it has read up to the end
/// @param daemon whether the process may end while it reads
/// @param pollTimeout how long a poll waits for records
/// @param consumerProperties on top of those of every follower, in Kafka's own keys
public record FollowerSettings(
    String name,
    String subject,
    String behind,
    boolean daemon,
    Duration pollTimeout,
    Map<String, Object> consumerProperties) {
  public FollowerSettings {
    consumerProperties = Map.copyOf(consumerProperties);
  }
}
