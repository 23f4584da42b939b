package dev.pagestream.document.markup;

import dev.pagestream.document.markup.Markup.Token;
import dev.pagestream.document.markup.WrittenCell.Kind;
import java.util.List;
import java.util.Map;

/// Reads OTSL, docling's table language: a tag begins each cell, another ends the row. Confined to
/// one reading.
final class OtslTable {
  private static final Map<String, Kind> CELLS =
      Map.of(
          "fcel", Kind.DATA,
          "ecel", Kind.DATA,
          "ched", Kind.COLUMN_HEADER,
          "rhed", Kind.ROW_HEADER,
          "srow", Kind.SECTION,
          "lcel", Kind.LEFT,
          "ucel", Kind.ABOVE,
          "xcel", Kind.CROSS);

  private static final String END_OF_ROW = "nl";

  private final WrittenTable.Rows rows = new WrittenTable.Rows();
  private final StringBuilder beside = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private Kind kind = Kind.DATA;
  private boolean inCell;

  private OtslTable() {}

  static boolean isCell(String tag) {
    return CELLS.containsKey(tag);
  }

  static WrittenTable read(List<Token> tokens) {
    OtslTable table = new OtslTable();
    for (Token token : tokens) {
      switch (token) {
        case Token.Text(String content, int _, int _) -> table.append(content);
        case Token.Open(String name, String _, int _, int _) -> table.open(name);
        case Token.Close _ -> {}
      }
    }
    table.endRow();
    return new WrittenTable(table.rows.all(), "", Entities.decoded(table.beside.toString()));
  }

  private void open(String name) {
    Kind cell = CELLS.get(name);
    if (cell != null) {
      endCell();
      kind = cell;
      inCell = true;
    } else if (name.equals(END_OF_ROW)) {
      endRow();
    } else if (name.equals("br")) {
      append(" ");
    }
  }

  private void append(String content) {
    (inCell ? text : beside).append(content);
  }

  private void endRow() {
    endCell();
    rows.end(false);
  }

  private void endCell() {
    if (inCell) {
      rows.add(WrittenCell.of(kind, TableMarkup.tidy(text.toString())));
      text.setLength(0);
      inCell = false;
    }
  }
}
