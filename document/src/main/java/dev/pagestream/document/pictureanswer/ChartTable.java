package dev.pagestream.document.pictureanswer;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.markup.Fence;
import dev.pagestream.document.markup.TableMarkup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The data behind a chart, from a model's answer: separated values, or a table in Markdown, HTML
/// or OTSL, with or without a code fence. Immutable.
///
/// Header rules are docling's: the first row is the header when no cell of it is a number, and a
/// cell of another row that is none heads its row.
///
/// @param title the line above the table
public record ChartTable(Optional<String> title, CellTable data) {
  /// No chart shows more; an answer that runs away is cut.
  private static final int MAX_ROWS = 1000;

  private static final int MAX_COLUMNS = 100;
  private static final int MIN_COLUMNS = 2;
  private static final int MAX_TITLE_CHARS = 200;
  private static final Pattern TITLE_MARKS = Pattern.compile("^[#*\\s]+|[*:\\s]+$");

  /// @return empty when there is no table of at least two columns in the answer
  public static Optional<ChartTable> read(String answer) {
    String text = Fence.first(answer).map(Fence::content).orElse(answer);
    Optional<ChartTable> table = of(text);
    return table.isPresent() ? table : of(answer);
  }

  private static Optional<ChartTable> of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("<td") || lower.contains("<th")) {
      return of(Optional.empty(), TableMarkup.html(text));
    }
    if (TableMarkup.isOtsl(text)) {
      return of(Optional.empty(), TableMarkup.otsl(text));
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> piped = lines.stream().filter(line -> line.strip().startsWith("|")).toList();
    if (!piped.isEmpty()) {
      return of(titleBefore(lines, lines.indexOf(piped.getFirst())), TableMarkup.markdown(piped));
    }
    return separated(text);
  }

  /// Lines of one cell before and after the table are sentences about it; the first one before it
  /// is its title.
  private static Optional<ChartTable> separated(String text) {
    List<List<String>> rows = SeparatedValues.rows(text);
    int first = 0;
    while (first < rows.size() && rows.get(first).size() < MIN_COLUMNS) {
      first++;
    }
    List<List<String>> table =
        rows.stream().skip(first).filter(row -> row.size() >= MIN_COLUMNS).toList();
    Optional<String> title = first == 0 ? Optional.empty() : title(rows.get(first - 1).getFirst());
    return of(title, table);
  }

  private static Optional<ChartTable> of(Optional<String> title, List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    return columns < MIN_COLUMNS
        ? Optional.empty()
        : Optional.of(
            new ChartTable(
                title,
                CellTable.of(
                    rows.stream()
                        .limit(MAX_ROWS)
                        .map(row -> row.subList(0, Math.min(row.size(), MAX_COLUMNS)))
                        .toList())));
  }

  private static Optional<String> titleBefore(List<String> lines, int table) {
    return table == 0 ? Optional.empty() : title(lines.get(table - 1));
  }

  private static Optional<String> title(String line) {
    return Optional.of(line)
        .filter(title -> title.length() <= MAX_TITLE_CHARS)
        .map(title -> TITLE_MARKS.matcher(title).replaceAll(""))
        .filter(title -> !title.isEmpty());
  }
}
