package dev.pagestream.vlm.endpoint;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Calls in flight at one host over all endpoints there, which differ in model or credentials and
/// know nothing of each other. Thread-safe; never calls an endpoint while it is locked.
///
/// Who finds no room is told when there is some, in the order of asking and for one call at a time,
/// so that an endpoint with a thousand callers leaves room for one with a few.
public final class HostLimit {
  private final SequencedSet<Guest> line = new LinkedHashSet<>(); // Guarded by this.
  private @Nullable Guest turn; // Guarded by this.
  private int inFlight; // Guarded by this.
  private int max = Integer.MAX_VALUE; // Guarded by this; as of the last call.

  /// Who makes calls there.
  interface Guest {
    /// There may be room. Called without any lock held.
    void roomMade();
  }

  /// Room for one call; without it the guest is told later.
  ///
  /// @param newMax calls in flight now, at least 1
  synchronized boolean take(Guest guest, int newMax) {
    max = newMax;
    boolean first = line.isEmpty() || guest.equals(turn);
    if (inFlight >= max || !first) {
      line.add(guest);
      return false;
    }
    inFlight++;
    line.remove(guest);
    turn = null;
    return true;
  }

  /// A call is over. [#tell] has to follow, when the caller holds no lock.
  synchronized void giveBack() {
    inFlight--;
  }

  /// Tells those who wait for room as long as there is some.
  void tell() {
    for (Optional<Guest> next = next(); next.isPresent(); next = next()) {
      next.get().roomMade();
    }
  }

  private synchronized Optional<Guest> next() {
    if (inFlight >= max || line.isEmpty()) {
      return Optional.empty();
    }
    Guest first = line.removeFirst();
    turn = first;
    return Optional.of(first);
  }
}
