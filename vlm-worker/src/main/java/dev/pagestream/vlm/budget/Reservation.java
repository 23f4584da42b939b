package dev.pagestream.vlm.budget;

import java.util.concurrent.atomic.AtomicBoolean;

/// A part of a budget that is held until it is known what a call has cost. Ended once, by the first
/// of the three ways; later ones do nothing. Thread-safe.
public final class Reservation implements AutoCloseable {
  private final SpendingLedger ledger;
  private final SpendingLedger.Part part;
  private final Spent held;
  private final AtomicBoolean ended = new AtomicBoolean();

  Reservation(SpendingLedger ledger, SpendingLedger.Part part, Spent held) {
    this.ledger = ledger;
    this.part = part;
    this.held = held;
  }

  /// What it came to. Called before the result is written, so that the result, when it is read
  /// back, finds what it stands for.
  ///
  /// @param calls made, 0 or more
  /// @param tokens paid for, estimated where the server did not say
  public void settle(int calls, long tokens) {
    if (calls < 0 || tokens < 0) {
      throw new IllegalArgumentException(
          "calls are " + calls + " and tokens " + tokens + ", must not be negative");
    }
    if (ended.compareAndSet(false, true)) {
      ledger.settle(part, held, new Spent(calls, tokens));
    }
  }

  /// No call was made.
  public void cancel() {
    settle(0, 0);
  }

  /// Cancels what was not settled.
  @Override
  public void close() {
    cancel();
  }
}
