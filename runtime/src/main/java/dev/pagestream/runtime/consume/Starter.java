package dev.pagestream.runtime.consume;

import dev.pagestream.runtime.consume.DependencyGate.Pass;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what starts, and what start marks that needs. Confined to the loop thread.
///
/// A record that may have killed the process twice is run alone, lowest offset first: all else is
/// let finish, then a commit clears every other partition's start mark and ends this one's right
/// above the record. So when the process dies again, the blame falls on the record and, at worst,
/// on unfinished ones below it, which have fewer deaths.
final class Starter {
  private final CallEnvironment environment;
  private @Nullable Lone lone;

  Starter(CallEnvironment environment) {
    this.environment = environment;
  }

  /// Starts what may start now.
  ///
  /// @param callsOfDeadWindows calls that were cut short and have not ended, in this process
  void start(Collection<PartitionWindow> windows, int callsOfDeadWindows) {
    boolean quiet =
        callsOfDeadWindows == 0 && windows.stream().allMatch(window -> window.running() == 0);
    if (lone != null && lone.over()) {
      lone = null;
    }
    if (lone == null) {
      lone = nextLone(windows);
    }
    if (lone == null) {
      startInTurn(windows);
    } else if (quiet
        && windows.stream().allMatch(window -> window.committedMark() == mark(window))) {
      startOne(lone.window, lone.pending);
    }
  }

  /// The start mark a commit has to write for this window.
  long mark(PartitionWindow window) {
    if (lone == null || !window.open()) {
      return window.markAhead();
    }
    if (window.running() > 0) {
      return window.committedMark();
    }
    return lone.window == window ? lone.pending.offset() + 1 : PartitionWindow.NO_MARK;
  }

  /// Whether something waits for this window's start mark to be committed.
  boolean needsMark(PartitionWindow window) {
    return lone == null
        ? window.blockedByMark()
        : window.open() && window.committedMark() != mark(window);
  }

  private static @Nullable Lone nextLone(Collection<PartitionWindow> windows) {
    for (PartitionWindow window : windows) {
      Optional<PendingRecord> suspect = window.suspect();
      if (suspect.isPresent()) {
        return new Lone(window, suspect.get());
      }
    }
    return null;
  }

  /// One record of each partition in turn, so that none takes all of the process's slots.
  private void startInTurn(Collection<PartitionWindow> windows) {
    boolean started = true;
    while (started) {
      started = false;
      for (PartitionWindow window : windows) {
        Optional<PendingRecord> next = window.startable();
        started |= next.isPresent() && startOne(window, next.get());
      }
    }
  }

  private boolean startOne(PartitionWindow window, PendingRecord pending) {
    if (!environment.slots().tryStart(window.partition())) {
      return false;
    }
    Optional<Pass> pass = environment.gate().tryStart();
    if (pass.isEmpty()) {
      environment.slots().end(window.partition());
      return false;
    }
    Call call = new Call(environment, window, pending, pass.get());
    window.started(call);
    call.start();
    return true;
  }

  private record Lone(PartitionWindow window, PendingRecord pending) {
    boolean over() {
      return !window.open() || !window.held().contains(pending);
    }
  }
}
