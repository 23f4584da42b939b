package dev.pagestream.vlm.budget;

/// Whether a call may be made.
public sealed interface Budgeted {
  /// It may; whoever makes it settles or cancels the reservation.
  record Granted(Reservation reservation) implements Budgeted {}

  /// It may not: the picture is skipped.
  ///
  /// @param sentence the limit and what was spent, for people
  record Refused(String sentence) implements Budgeted {}
}
