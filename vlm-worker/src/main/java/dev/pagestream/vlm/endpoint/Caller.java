package dev.pagestream.vlm.endpoint;

/// Who asks an endpoint for a permit, and for what. Immutable.
///
/// @param affinity what calls of one replica should have in common, so that its caches serve them:
///   the hash of the crop, or the fingerprint; empty when any replica will do
/// @param group calls that share a limit: the task; empty for none
/// @param groupLimit calls of the group in flight at this endpoint, over all processes; 0 for no
///   limit
/// @param window calls that take their slots from the same window of a consumer; empty for none
/// @param windowSlots slots of that window: more of its calls would hold permits while they wait
///   for a slot; 0 for no limit
/// @param tokens that the call is going to cost, prompt and answer, as far as one can tell; 0 when
///   nobody counts
/// @param retry whether the same was asked before, so that the retry budget pays
public record Caller(
    String affinity,
    String group,
    int groupLimit,
    String window,
    int windowSlots,
    long tokens,
    boolean retry) {
  public Caller {
    if (groupLimit < 0) {
      throw new IllegalArgumentException("groupLimit is " + groupLimit + ", must not be negative");
    }
    if (windowSlots < 0) {
      throw new IllegalArgumentException(
          "windowSlots is " + windowSlots + ", must not be negative");
    }
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens is " + tokens + ", must not be negative");
    }
  }

  /// A first call without a group, whose tokens nobody counts.
  public static Caller of(String affinity) {
    return new Caller(affinity, "", 0, "", 0, 0, false);
  }

  public Caller asRetry(boolean again) {
    return new Caller(affinity, group, groupLimit, window, windowSlots, tokens, again);
  }

  /// Whether the group limits it.
  boolean grouped() {
    return groupLimit > 0 && !group.isEmpty();
  }

  /// Whether the slots of a window limit it.
  boolean windowed() {
    return windowSlots > 0 && !window.isEmpty();
  }
}
