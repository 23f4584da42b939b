package dev.pagestream.topics;

/// How many partitions the topics have. Chosen once: the joined topics cannot grow while documents
/// are open.
///
/// @param joins every topic the join reads, and those keyed by document or task; all equal
/// @param pages `pages.tasks`: at least the number of page workers
/// @param lane a `vision.tasks` topic; partitions x window is the cap of calls in flight
/// @param replicationFactor copies of each partition
public record TopicSizing(int joins, int pages, int lane, int replicationFactor) {
  /// For a cluster of a few brokers.
  public static final TopicSizing CLUSTER = new TopicSizing(12, 24, 16, 3);

  /// For one broker in one process.
  public static final TopicSizing LOCAL = new TopicSizing(4, 8, 8, 1);

  public TopicSizing {
    for (int count : new int[] {joins, pages, lane, replicationFactor}) {
      if (count < 1) {
        throw new IllegalArgumentException(
            "partitions and replicationFactor must be at least 1, got " + count);
      }
    }
  }
}
