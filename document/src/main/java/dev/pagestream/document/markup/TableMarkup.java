package dev.pagestream.document.markup;

import dev.pagestream.document.markup.Markup.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Tables from the ways they are written.
public final class TableMarkup {
  private static final Pattern WHITESPACE = Pattern.compile("\\s+");

  /// A row that is nothing but a line across the table. One that begins so may hold dashes where
  /// there is no value.
  private static final Pattern LONG_DELIMITER = Pattern.compile("[|:\\s]*+(?:-{3,}+[|:\\s]*+)++");

  private TableMarkup() {}

  /// Whether the text has cells of OTSL.
  public static boolean isOtsl(String text) {
    return Markup.tokens(text).stream()
        .anyMatch(
            token -> token instanceof Token.Open(String name, _, _, _) && OtslTable.isCell(name));
  }

  public static boolean isOtslCell(String tag) {
    return OtslTable.isCell(tag);
  }

  public static WrittenTable otsl(List<Token> tokens) {
    return OtslTable.read(tokens);
  }

  public static List<List<String>> otsl(String text) {
    return otsl(Markup.tokens(text)).texts();
  }

  /// Of all tables of the text.
  public static List<List<String>> html(String text) {
    List<Token> tokens = Markup.tokens(text);
    List<List<String>> rows = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      HtmlTable.Read read = HtmlTable.read(tokens, at);
      rows.addAll(read.table().texts());
      at = Math.max(at + 1, read.next());
    }
    return rows;
  }

  /// @param lines those of the table
  /// @param cells what a cell means; gets it as written, and its escaped bars as bars
  public static WrittenTable markdown(List<String> lines, UnaryOperator<String> cells) {
    int header = 0;
    while (header < lines.size() && !isDelimiterRow(lines.get(header))) {
      header++;
    }
    // Without the line below it there is no header.
    int headerRows = header < lines.size() ? header : 0;
    List<List<WrittenCell>> rows = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (at != header && !LONG_DELIMITER.matcher(lines.get(at)).matches()) {
        WrittenCell.Kind kind =
            at < headerRows ? WrittenCell.Kind.COLUMN_HEADER : WrittenCell.Kind.DATA;
        rows.add(
            markdownCells(lines.get(at)).stream()
                .map(cell -> WrittenCell.of(kind, oneLine(cells.apply(cell))))
                .toList());
      }
    }
    return new WrittenTable(rows, "", "");
  }

  public static List<List<String>> markdown(List<String> lines) {
    return markdown(lines, Markup::plain).texts();
  }

  /// Whether the line may divide the header of a table from its rows.
  public static boolean isDelimiterRow(String line) {
    return line.indexOf('-') >= 0 && line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0);
  }

  /// The text of a cell that has no tags any more.
  static String tidy(String text) {
    return oneLine(Entities.decoded(text));
  }

  private static String oneLine(String text) {
    return WHITESPACE.matcher(text).replaceAll(" ").strip();
  }

  private static List<String> markdownCells(String line) {
    String row = line.strip();
    int from = row.startsWith("|") ? 1 : 0;
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean closed = false;
    for (int at = from; at < row.length(); at++) {
      char c = row.charAt(at);
      closed = c == '|';
      if (c == '\\' && at + 1 < row.length() && row.charAt(at + 1) == '|') {
        cell.append('|');
        at++;
      } else if (closed) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (!closed || cells.isEmpty()) {
      cells.add(cell.toString());
    }
    return cells;
  }
}
