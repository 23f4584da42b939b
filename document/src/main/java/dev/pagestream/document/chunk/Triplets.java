package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import dev.pagestream.document.export.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A table as sentences, as docling-core chunks it: `row, column = value. row, column = value`. The
/// first column names the rows; the leading rows with a header cell name the columns, joined by
/// points; columns without a name have their number, from 0.
///
/// docling-core says nothing of a table that has one column, or headers only: here its cells stand
/// row by row. So do those of a table whose names would be repeated too often.
final class Triplets {
  /// Bound on what the repeated names make of a table.
  static final long MAX_CHARS = 8_000_000;

  /// Around `, `, ` = ` and `. `.
  private static final int SIGNS = 7;

  private final List<List<String>> rows;
  private final List<String> columns;

  private Triplets(List<List<String>> rows, List<String> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /// @return empty when there is no cell
  static String of(CellTable table) {
    List<List<TableCell>> grid = table.grid();
    int headers =
        (int)
            grid.stream().takeWhile(row -> row.stream().anyMatch(TableCell::columnHeader)).count();
    List<List<String>> texts =
        grid.stream().map(row -> row.stream().map(Triplets::text).toList()).toList();
    Triplets triplets =
        new Triplets(
            texts.subList(headers, texts.size()),
            columns(texts.subList(0, headers), table.numCols()));
    boolean tells = headers < texts.size() && table.numCols() > 1 && triplets.chars() <= MAX_CHARS;
    return tells ? triplets.sentences() : lines(table);
  }

  private static String text(TableCell cell) {
    return Inline.stripped(cell.text());
  }

  private static List<String> columns(List<List<String>> headers, int count) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      int column = at;
      names.add(
          headers.isEmpty()
              ? Integer.toString(column)
              : headers.stream()
                  .map(row -> row.get(column))
                  .reduce("", (name, next) -> name.isEmpty() ? next : name + "." + next));
    }
    return names;
  }

  private long chars() {
    long named = columns.stream().skip(1).mapToLong(String::length).sum() * rows.size();
    for (List<String> row : rows) {
      long cells = row.size() - 1L;
      named += (row.getFirst().length() + SIGNS) * cells;
      named += row.stream().skip(1).mapToLong(String::length).sum();
    }
    return named;
  }

  private String sentences() {
    List<String> sentences = new ArrayList<>();
    for (List<String> row : rows) {
      for (int at = 1; at < columns.size(); at++) {
        sentences.add(row.getFirst() + ", " + columns.get(at) + " = " + row.get(at));
      }
    }
    return String.join(". ", sentences);
  }

  /// Every cell once, however many places it covers.
  private static String lines(CellTable table) {
    return table.tableCells().stream()
        .filter(cell -> !text(cell).isEmpty())
        .collect(
            Collectors.groupingBy(
                TableCell::startRowOffsetIdx,
                TreeMap::new,
                Collectors.mapping(Triplets::text, Collectors.joining(" | "))))
        .values()
        .stream()
        .collect(Collectors.joining("\n"));
  }
}
