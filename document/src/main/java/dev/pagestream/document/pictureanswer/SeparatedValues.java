package dev.pagestream.document.pictureanswer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads tables of separated values as models write them: any of four separators, quotes that may
/// hold line breaks or may never be closed.
final class SeparatedValues {
  private static final String SEPARATORS = ",\t;|";
  private static final Pattern WHITESPACE = Pattern.compile("\\s+");

  private final String text;
  private final char separator;
  private final List<List<String>> rows = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private List<String> row = new ArrayList<>();
  private boolean cellIsBlank = true;

  private SeparatedValues(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /// Rows that are not blank.
  static List<List<String>> rows(String text) {
    return new SeparatedValues(text, separatorOf(text)).read();
  }

  /// The first separator of the first line that has one.
  private static char separatorOf(String text) {
    for (String line : text.lines().toList()) {
      for (int at = 0; at < SEPARATORS.length(); at++) {
        if (line.indexOf(SEPARATORS.charAt(at)) >= 0) {
          return SEPARATORS.charAt(at);
        }
      }
    }
    return SEPARATORS.charAt(0);
  }

  private List<List<String>> read() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && cellIsBlank && text.indexOf('"', at + 1) > 0) {
        at = quoted(at + 1);
      } else if (c == separator) {
        endCell();
        at++;
      } else if (c == '\n') {
        endRow();
        at++;
      } else {
        cell.append(c);
        cellIsBlank &= Character.isWhitespace(c);
        at++;
      }
    }
    endRow();
    return rows;
  }

  /// @return the position after the closing quote
  private int quoted(int from) {
    cell.setLength(0);
    cellIsBlank = false;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '"') {
        cell.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append('"');
        at += 2;
      } else {
        return at + 1;
      }
    }
    return at;
  }

  private void endCell() {
    row.add(WHITESPACE.matcher(cell).replaceAll(" ").strip());
    cell.setLength(0);
    cellIsBlank = true;
  }

  private void endRow() {
    endCell();
    if (row.stream().anyMatch(value -> !value.isEmpty())) {
      rows.add(row);
    }
    row = new ArrayList<>();
  }
}
