package dev.pagestream.document.page;

/// What a block of text is, as far as one page tells.
public enum TextKind {
  TITLE,
  HEADING,
  PARAGRAPH,
  LIST_ITEM,
  CAPTION,
  FOOTNOTE,
  CODE,
  PAGE_HEADER,
  PAGE_FOOTER
}
