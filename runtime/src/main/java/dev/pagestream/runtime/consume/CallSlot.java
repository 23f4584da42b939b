package dev.pagestream.runtime.consume;

import java.time.Duration;
import java.util.concurrent.Callable;

/// The permit that counts a record against its partition's window. Held from the start of the
/// handler to its end, except while parked. Confined to the handler's thread.
public interface CallSlot {
  /// What this slot is one of.
  ///
  /// @param name unique among the windows of a process
  /// @param slots calls of it that can hold a slot at a time, at least 1
  record Window(String name, int slots) {}

  /// The window this record counts against. Who hands out places of another kind to parked calls
  /// gives a window no more of them than it has slots: more would be held by calls that still wait
  /// for a slot.
  Window window();

  /// Gives the slot up, sleeps, takes a slot again (waiting for a free one, before any record not
  /// yet started).
  void park(Duration duration) throws InterruptedException;

  /// Gives the slot up while `waiting` runs, then takes one again. For joins and closed gates.
  <T> T parkWhile(Callable<T> waiting) throws Exception;

  /// Whether this record is in the way: no record of its partition can start soon unless the lowest
  /// ones end, and this is one of them. Who waits for a closed destination polls it, and returns
  /// [Outcome.PutBack] when it turns true. Cheap, and unlike the rest of the slot any thread may
  /// ask. Always false where records cannot be put back.
  default boolean pressed() {
    return false;
  }

  /// How often this record was handled by this process before and threw; 0 at first.
  int priorAttempts();
}
