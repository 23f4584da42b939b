package dev.pagestream.assembler.join;

import java.time.Duration;

/// How long the join waits and remembers. Immutable.
///
/// @param deadlineGrace how long after its deadline a document is still waited for; covers failures
///   that stages report because of that same deadline
/// @param headerRetention how long a finished document is remembered, so that it can be replayed:
///   as long as dead letters are kept
public record JoinSettings(Duration deadlineGrace, Duration headerRetention) {}
