package dev.pagestream.vlm.lane;

import java.time.Duration;

/// What holds for lanes that say nothing else.
///
/// @param connectTimeout time to connect
/// @param initialLimit calls in flight a replica is trusted with at first, per process
/// @param maxLimit calls in flight a replica is ever trusted with, per process
/// @param adhocLimit calls in flight at a host that only a request names, over all processes
public record LaneDefaults(
    Duration connectTimeout, int initialLimit, int maxLimit, int adhocLimit) {}
