package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;

/// docling's `DocItemLabel` of texts: those that the Java reader knows too, and that are used.
public enum TextLabel {
  @JsonProperty("title")
  TITLE,
  @JsonProperty("section_header")
  SECTION_HEADER,
  @JsonProperty("text")
  TEXT,
  @JsonProperty("list_item")
  LIST_ITEM,
  @JsonProperty("caption")
  CAPTION,
  @JsonProperty("footnote")
  FOOTNOTE,
  @JsonProperty("code")
  CODE,
  @JsonProperty("page_header")
  PAGE_HEADER,
  @JsonProperty("page_footer")
  PAGE_FOOTER;

  ContentLayer layer() {
    return this == PAGE_HEADER || this == PAGE_FOOTER ? ContentLayer.FURNITURE : ContentLayer.BODY;
  }
}
