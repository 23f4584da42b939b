package dev.pagestream.vlm;

import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;

/// Settings of one lane.
public record LaneConfig(
    @Default("8")
        @Doc(
            "Calls in flight per partition, 1 to 1000. Partitions x window is the lane's cap, however many workers there are; must be the same on all of them.")
        int window) {
  public static final LaneConfig DEFAULTS = new LaneConfig(8);

  public LaneConfig {
    if (window < 1 || window > 1000) {
      throw new IllegalArgumentException("window is " + window + ", must be 1 to 1000");
    }
  }
}
