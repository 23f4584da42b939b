package dev.pagestream.document.assembly;

import com.fasterxml.jackson.annotation.JsonValue;

/// How a document ended: docling's `ConversionStatus`, and `cancelled`.
public enum DocumentOutcome {
  SUCCESS("success"),
  /// Finished, but pages or pictures are missing; the errors say which.
  PARTIAL_SUCCESS("partial_success"),
  FAILURE("failure"),
  CANCELLED("cancelled");

  private final String wireName;

  DocumentOutcome(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }

  /// @throws IllegalArgumentException when no outcome has this wire name
  public static DocumentOutcome parse(String wireName) {
    for (DocumentOutcome outcome : values()) {
      if (outcome.wireName.equals(wireName)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("not a document outcome: " + wireName);
  }
}
