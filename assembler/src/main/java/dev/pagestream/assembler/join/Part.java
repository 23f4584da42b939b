package dev.pagestream.assembler.join;

/// A page or a fingerprint of an open document. Immutable.
///
/// @param wanted whether the document waits or waited for it; a picture answered before its page is
///   known is not yet wanted
/// @param replay id of the replay that asks for it; empty on the first way. Only a failure of the
///   same replay settles it
record Part(boolean wanted, String replay, PartState state) {
  static Part waitingUnder(String replay) {
    return new Part(true, replay, new PartState.Waiting());
  }

  Part with(PartState newState) {
    return new Part(wanted, replay, newState);
  }

  boolean waiting() {
    return state instanceof PartState.Waiting;
  }
}
