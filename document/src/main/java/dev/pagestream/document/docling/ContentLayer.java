package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a node is part of; exporters print only the body.
public enum ContentLayer {
  @JsonProperty("body")
  BODY,
  /// Page headers and footers, and art that comes back on many pages.
  @JsonProperty("furniture")
  FURNITURE,
  /// What lies behind a page's text.
  @JsonProperty("background")
  BACKGROUND
}
