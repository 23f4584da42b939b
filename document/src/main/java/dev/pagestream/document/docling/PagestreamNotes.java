package dev.pagestream.document.docling;

import java.util.List;

/// Why pictures have no description. It stands at the top level under `pagestream`, which docling's
/// readers pass over: on the picture itself docling-core refuses unknown keys, prints own keys
/// under `meta` as paragraphs, and moves `misc` annotations there when it loads the document.
///
/// @param undescribed in reading order, not empty
public record PagestreamNotes(List<Undescribed> undescribed) {
  public PagestreamNotes {
    undescribed = List.copyOf(undescribed);
  }

  /// @param picture pointer to the picture
  /// @param outcome `skipped` or `failed`
  /// @param reason of a skipped picture a [dev.pagestream.document.SkipReason] code, of a failed
  ///   one a [dev.pagestream.document.FailureCode]
  /// @param detail for people; may be empty
  public record Undescribed(String picture, String outcome, String reason, String detail) {}
}
