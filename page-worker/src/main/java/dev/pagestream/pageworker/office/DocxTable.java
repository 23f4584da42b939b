package dev.pagestream.pageworker.office;

import dev.pagestream.pageworker.written.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.w3c.dom.Element;

/// A table of a DOCX document: cells merged over rows found again. Immutable.
///
/// @param rows from the top
record DocxTable(List<Row> rows) {
  /// @param header whether it is repeated at the top of pages
  /// @param skipped columns before its first cell
  record Row(boolean header, int skipped, List<Cell> cells) {}

  /// @param column from 0
  /// @param merge whether it goes on below or comes from above
  record Cell(Element element, int column, int columns, Merge merge) {}

  /// How a cell is part of one that covers several rows.
  enum Merge {
    NONE,
    FIRST,
    FURTHER
  }

  private static final int MAX_COLUMNS = 1_000;

  static DocxTable of(Element table) {
    List<Row> rows = new ArrayList<>();
    rows(table, rows);
    if (rows.size() > 1 && rows.stream().noneMatch(Row::header) && firstRowLooksDifferent(table)) {
      Row first = rows.getFirst();
      rows.set(0, new Row(true, first.skipped(), first.cells()));
    }
    return new DocxTable(rows);
  }

  /// A box around something, not a table.
  boolean single() {
    return rows.size() == 1 && rows.getFirst().cells().size() == 1;
  }

  List<Element> cells() {
    return rows.stream().flatMap(row -> row.cells().stream()).map(Cell::element).toList();
  }

  TableWriter write(Function<Element, String> text) {
    TableWriter table = new TableWriter();
    for (int at = 0; at < rows.size(); at++) {
      Row row = rows.get(at);
      table.row();
      if (row.skipped() > 0) {
        table.cell("", 1, row.skipped(), false, false);
      }
      for (Cell cell : row.cells()) {
        if (cell.merge() != Merge.FURTHER || !startedAbove(at, cell)) {
          table.cell(
              text.apply(cell.element()), rowsOf(at, cell), cell.columns(), row.header(), false);
        }
      }
    }
    return table;
  }

  private int rowsOf(int at, Cell first) {
    int last = at;
    while (first.merge() == Merge.FIRST
        && last + 1 < rows.size()
        && same(last + 1, first).filter(cell -> cell.merge() == Merge.FURTHER).isPresent()) {
      last++;
    }
    return last - at + 1;
  }

  private boolean startedAbove(int at, Cell further) {
    for (int above = at - 1; above >= 0; above--) {
      Optional<Cell> cell = same(above, further);
      if (cell.isEmpty() || cell.get().merge() == Merge.NONE) {
        return false;
      }
      if (cell.get().merge() == Merge.FIRST) {
        return true;
      }
    }
    return false;
  }

  /// The cell of a row that covers the same columns.
  private Optional<Cell> same(int row, Cell cell) {
    return rows.get(row).cells().stream()
        .filter(other -> other.column() == cell.column() && other.columns() == cell.columns())
        .findFirst();
  }

  private static void rows(Element parent, List<Row> rows) {
    for (Element child : Xml.children(parent)) {
      switch (child.getLocalName()) {
        case "tr" -> {
          if (Xml.path(child, "trPr", "del").isEmpty()) {
            rows.add(row(child));
          }
        }
        case "sdt", "sdtContent", "ins", "customXml" -> rows(child, rows);
        case String _ -> {}
      }
    }
  }

  private static Row row(Element row) {
    Optional<Element> properties = Xml.child(row, "trPr");
    int skipped =
        Math.clamp(
            properties.map(found -> Xml.number(found, "gridBefore", 0)).orElse(0), 0, MAX_COLUMNS);
    List<Cell> cells = new ArrayList<>();
    cells(row, skipped, cells);
    return new Row(
        properties.filter(found -> Xml.on(found, "tblHeader")).isPresent(), skipped, cells);
  }

  private static int cells(Element parent, int from, List<Cell> cells) {
    int column = from;
    for (Element child : Xml.children(parent)) {
      switch (child.getLocalName()) {
        case "tc" -> {
          Optional<Element> properties = Xml.child(child, "tcPr");
          int columns =
              Math.clamp(
                  properties.map(found -> Xml.number(found, "gridSpan", 1)).orElse(1),
                  1,
                  MAX_COLUMNS);
          cells.add(new Cell(child, column, columns, merge(properties)));
          column += columns;
        }
        case "sdt", "sdtContent", "ins", "customXml" -> column = cells(child, column, cells);
        case String _ -> {}
      }
    }
    return column;
  }

  private static Merge merge(Optional<Element> properties) {
    return properties
        .flatMap(found -> Xml.child(found, "vMerge"))
        .map(merge ->
            Xml.attribute(merge, "val").filter("restart"::equals).isPresent()
                ? Merge.FIRST
                : Merge.FURTHER)
        .orElse(Merge.NONE);
  }

  /// Word says so of all its tables unless somebody switched it off.
  private static boolean firstRowLooksDifferent(Element table) {
    Optional<Element> look = Xml.path(table, "tblPr", "tblLook");
    return look.flatMap(found -> Xml.attribute(found, "firstRow"))
        .map(value -> value.equals("1") || value.equals("true") || value.equals("on"))
        .or(() -> look.flatMap(found -> Xml.attribute(found, "val")).map(DocxTable::firstRowBit))
        .orElse(true);
  }

  private static boolean firstRowBit(String hex) {
    try {
      return (Integer.parseInt(hex, 16) & 0x20) != 0;
    } catch (NumberFormatException _) {
      return true;
    }
  }
}
