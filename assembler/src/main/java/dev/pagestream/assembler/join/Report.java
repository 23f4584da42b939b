package dev.pagestream.assembler.join;

import java.util.OptionalLong;

/// A fact with the headers of its record. Immutable.
///
/// @param replay id of the replay the record belongs to; empty on the first way
/// @param timeMillis when the record was written
/// @param deadlineMillis of the record's deadline header
/// @param traceparent W3C trace context; empty when there is none
record Report(
    String documentId,
    String replay,
    long timeMillis,
    OptionalLong deadlineMillis,
    String traceparent,
    Fact fact) {

  boolean writtenPastItsDeadline() {
    return deadlineMillis.isPresent() && timeMillis > deadlineMillis.getAsLong();
  }
}
