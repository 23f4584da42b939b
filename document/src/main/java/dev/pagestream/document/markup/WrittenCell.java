package dev.pagestream.document.markup;

/// A cell of a table as it was written, before it is known where it stands. Immutable.
///
/// @param text without tags, entities decoded, on one line; may be empty
/// @param rowSpan as written, from 1; may be more than there are rows
/// @param columnSpan as written, from 1; may be more than there are columns
public record WrittenCell(Kind kind, String text, int rowSpan, int columnSpan) {
  /// What a cell says that it is.
  public enum Kind {
    DATA,
    COLUMN_HEADER,
    ROW_HEADER,
    /// Names the rows below it.
    SECTION,
    /// Continues the cell to its left.
    LEFT,
    /// Continues the cell above it.
    ABOVE,
    /// Continues a cell that covers several rows and columns.
    CROSS
  }

  public static WrittenCell of(Kind kind, String text) {
    return new WrittenCell(kind, text, 1, 1);
  }

  /// Whether it is part of another cell. One with a text of its own is not.
  public boolean continues() {
    return text.isEmpty()
        && switch (kind) {
          case LEFT, ABOVE, CROSS -> true;
          case DATA, COLUMN_HEADER, ROW_HEADER, SECTION -> false;
        };
  }
}
