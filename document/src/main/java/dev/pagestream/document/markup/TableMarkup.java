package dev.pagestream.document.markup;

import dev.pagestream.document.markup.Markup.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Rows of cells from the ways a table is written. Rows may be ragged; cells that only continue
/// another one are empty.
public final class TableMarkup {
  /// Cells of OTSL, docling's table language.
  private static final Set<String> OTSL_CELLS =
      Set.of("fcel", "ched", "rhed", "srow", "ecel", "lcel", "ucel", "xcel");

  private static final Pattern WHITESPACE = Pattern.compile("\\s+");

  private TableMarkup() {}

  /// Whether the text has cells of OTSL.
  public static boolean isOtsl(String text) {
    return Markup.tokens(text).stream()
        .anyMatch(token -> token instanceof Token.Open(String name, _, _) && isCell(name));
  }

  public static List<List<String>> otsl(String text) {
    Rows rows = new Rows();
    for (Token token : Markup.tokens(text)) {
      switch (token) {
        case Token.Text(String content, int _, int _) -> rows.append(content);
        case Token.Open(String name, int _, int _) when isCell(name) -> rows.beginCell();
        case Token.Open(String name, int _, int _) when name.equals("nl") -> rows.endRow();
        case Token.Open _, Token.Close _ -> {}
      }
    }
    return rows.all();
  }

  public static List<List<String>> html(String text) {
    Rows rows = new Rows();
    for (Token token : Markup.tokens(text)) {
      switch (token) {
        case Token.Text(String content, int _, int _) -> rows.append(content);
        case Token.Open(String name, int _, int _) -> {
          switch (name) {
            case "td", "th" -> rows.beginCell();
            case "tr" -> rows.endRow();
            case "br" -> rows.append(" ");
            case String _ -> {}
          }
        }
        case Token.Close(String name, int _, int _) -> {
          switch (name) {
            case "td", "th" -> rows.endCell();
            case "tr", "table" -> rows.endRow();
            case String _ -> {}
          }
        }
      }
    }
    return rows.all();
  }

  /// @param lines those of the table; the one that only divides the header from the rest is left
  ///   out
  public static List<List<String>> markdown(List<String> lines) {
    return lines.stream()
        .filter(line -> !isDelimiterRow(line))
        .map(TableMarkup::markdownCells)
        .toList();
  }

  /// Whether the line only divides the header of a table from its rows.
  public static boolean isDelimiterRow(String line) {
    return line.indexOf('-') >= 0 && line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0);
  }

  private static boolean isCell(String name) {
    return OTSL_CELLS.contains(name);
  }

  private static List<String> markdownCells(String line) {
    String row = line.strip();
    int from = row.startsWith("|") ? 1 : 0;
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    for (int at = from; at < row.length(); at++) {
      char c = row.charAt(at);
      if (c == '\\' && at + 1 < row.length() && row.charAt(at + 1) == '|') {
        cell.append('|');
        at++;
      } else if (c == '|') {
        cells.add(tidy(cell.toString()));
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (!row.endsWith("|") || cells.isEmpty()) {
      cells.add(tidy(cell.toString()));
    }
    return cells;
  }

  private static String tidy(String cell) {
    return WHITESPACE.matcher(Markup.plain(cell)).replaceAll(" ").strip();
  }

  /// Collects cells; text outside of them is dropped. Confined to one reading.
  private static final class Rows {
    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private List<String> row = new ArrayList<>();
    private boolean inCell;

    void append(String text) {
      if (inCell) {
        cell.append(text);
      }
    }

    void beginCell() {
      endCell();
      inCell = true;
    }

    void endCell() {
      if (inCell) {
        row.add(WHITESPACE.matcher(Entities.decoded(cell.toString())).replaceAll(" ").strip());
        cell.setLength(0);
        inCell = false;
      }
    }

    void endRow() {
      endCell();
      if (!row.isEmpty()) {
        rows.add(List.copyOf(row));
        row = new ArrayList<>();
      }
    }

    List<List<String>> all() {
      endRow();
      return rows;
    }
  }
}
