package dev.pagestream.runtime.config;

import java.util.List;
import java.util.Map;

/// Names and sizes of the topics; must be the same for all services of a system.
public record TopicsConfig(
    @Default("pagestream.") @Doc("Put before every topic and group name.") String prefix,
    @Default("12")
        @Doc(
            "Partitions of every topic the join reads. Chosen once; to change it, drain into a second prefix.")
        int joinPartitions,
    @Default("24") @Doc("Partitions of pages.tasks; at least the number of page workers.")
        int pagePartitions,
    @Default("16")
        @Doc(
            "Partitions of a lane without its own number. Partitions x window is its cap of calls in flight.")
        int lanePartitions,
    @Default("3") @Doc("Copies of each partition.") int replicationFactor,
    @Doc("Admission queues beside `default`.") List<String> queues,
    @Doc("Partitions per lane, for lanes beside `adhoc` or with another number.")
        Map<String, Integer> lanes) {
  public TopicsConfig {
    queues = List.copyOf(queues);
    lanes = Map.copyOf(lanes);
  }
}
