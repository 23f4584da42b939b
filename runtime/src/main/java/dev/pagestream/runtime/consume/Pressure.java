package dev.pagestream.runtime.consume;

import java.time.Duration;

/// Which records of a partition are in the way: those in the lowest quarter of a look-ahead that is
/// used up. The loop tells what it is like, calls ask about themselves. [#asks] is thread-safe, the
/// rest confined to the loop thread.
///
/// Putting records back must not turn into a mill that writes the same ones round and round. So
/// each has to wait first, twice as long every time, unless it is paid for: every record that ends
/// otherwise earns one that is put back without the wait. A partition where most goes well is thus
/// never held up for long, and one where nothing does is rewritten at most once per wait.
final class Pressure {
  private static final int LONGEST = 12;
  private static final int MAX_DOUBLINGS = 4;
  private static final Level NONE = new Level(Long.MIN_VALUE, false);

  /// @param below offsets below this are in the way
  /// @param earned whether they need not wait
  private record Level(long below, boolean earned) {}

  private final boolean possible;
  private final int lookAhead;
  private final Duration putBackAfter;
  private int credit;
  private volatile Level level = NONE;

  Pressure(WindowSettings settings) {
    this.possible = settings.mayPutBack();
    this.lookAhead = settings.lookAhead();
    this.putBackAfter = settings.putBackAfter();
  }

  /// A call has ended like this.
  void ended(Outcome outcome) {
    credit =
        switch (outcome) {
          case Outcome.PutBack _ -> Math.max(-lookAhead, credit - 1);
          case Outcome.Done _, Outcome.Failed _, Outcome.Dropped _ ->
              Math.min(lookAhead, credit + 1);
        };
  }

  /// What the partition is like now.
  ///
  /// @param base lowest unfinished offset
  /// @param next the next offset that will come
  /// @param nextStart the offset to start next; `next` when all that came have started
  /// @param fetching false while no more is fetched because enough is held
  void observe(long base, long next, long nextStart, boolean fetching) {
    boolean all = nextStart >= next;
    boolean usedUp = all ? !fetching : nextStart - base >= Math.max(1, lookAhead * 3L / 4);
    if (!possible || !usedUp) {
      level = NONE;
      return;
    }
    long quarter = Math.max(1, Math.min(lookAhead, next - base) / 4);
    level = new Level(base + quarter, credit > 0);
  }

  /// The partition leaves: nothing is in the way any more.
  void end() {
    level = NONE;
  }

  /// Whether this record is asked to go.
  ///
  /// @param putBacks how often it went before
  /// @param waited since its start
  boolean asks(long offset, int putBacks, Duration waited) {
    Level now = level;
    return offset < now.below && (now.earned || waited.compareTo(patience(putBacks)) >= 0);
  }

  private Duration patience(int putBacks) {
    return putBackAfter.multipliedBy(Math.min(LONGEST, 1L << Math.min(putBacks, MAX_DOUBLINGS)));
  }
}
