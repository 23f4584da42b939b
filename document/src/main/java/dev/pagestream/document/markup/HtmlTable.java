package dev.pagestream.document.markup;

import dev.pagestream.document.markup.Markup.Token;
import dev.pagestream.document.markup.WrittenCell.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a table of HTML. Nothing in it has to be closed, not even the table: it ends where
/// something begins that cannot stand between its rows. A table in a cell is text of the cell.
/// Confined to one reading.
public final class HtmlTable {
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");

  /// Ends a table that was not closed, when it begins between rows.
  private static final Set<String> NOT_BETWEEN_ROWS =
      Set.of(
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "p",
          "div",
          "section",
          "article",
          "figcaption",
          "ul",
          "ol",
          "pre",
          "header",
          "footer",
          "table");

  /// Ends one likewise, when it ends.
  private static final Set<String> AROUND =
      Set.of("body", "html", "div", "section", "article", "main", "figure", "table");

  private static final Pattern ROW_SPAN = span("rowspan");
  private static final Pattern COLUMN_SPAN = span("colspan");
  private static final Pattern SCOPE =
      Pattern.compile(
          "\\sscope\\s*=\\s*[\"']?\\s*(row|col)(?:group)?\\b", Pattern.CASE_INSENSITIVE);

  /// A cell of all rows that are left.
  private static final String ALL_ROWS = "0";

  private final List<Token> tokens;
  private final WrittenTable.Rows rows = new WrittenTable.Rows();
  private final List<Cell> row = new ArrayList<>();
  private final StringBuilder caption = new StringBuilder();
  private final StringBuilder beside = new StringBuilder();
  private Optional<Cell> cell = Optional.empty();
  private boolean inCaption;
  private boolean inHead;
  private boolean inRow;

  /// Tables that are open in the cell.
  private int inner;

  /// The first row that no cell above reaches.
  private long covered;

  private HtmlTable(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @param next the token behind the table
  public record Read(WrittenTable table, int next) {}

  /// @param at the tag that opens the table, or another one in it
  public static Read read(List<Token> tokens, int at) {
    HtmlTable table = new HtmlTable(tokens);
    boolean tag = tokens.get(at) instanceof Token.Open open && open.name().equals("table");
    int next = table.readFrom(tag ? at + 1 : at, at);
    return new Read(
        new WrittenTable(
            table.rows.all(),
            Entities.decoded(table.caption.toString()),
            Entities.decoded(table.beside.toString())),
        next);
  }

  /// A cell that is being read.
  private record Cell(boolean header, String attributes, StringBuilder text) {
    boolean isBlank() {
      return text.toString().isBlank();
    }
  }

  /// @param start its own tag, which does not end it
  /// @return the token behind it
  private int readFrom(int first, int start) {
    int at = first;
    while (at < tokens.size() && !isEnd(tokens.get(at), at > start)) {
      switch (tokens.get(at)) {
        case Token.Text(String content, int _, int _) -> append(content);
        case Token.Open(String name, String attributes, int _, int _) -> open(name, attributes);
        case Token.Close(String name, int _, int _) -> close(name);
      }
      at++;
    }
    endRow();
    boolean closed =
        at < tokens.size()
            && tokens.get(at) instanceof Token.Close end
            && end.name().equals("table");
    return closed ? at + 1 : at;
  }

  private boolean isEnd(Token token, boolean begun) {
    return switch (token) {
      case Token.Text _ -> false;
      case Token.Open open -> begun && isBetweenRows() && NOT_BETWEEN_ROWS.contains(open.name());
      case Token.Close close ->
          (isBetweenRows() && AROUND.contains(close.name()))
              || (close.name().equals("table") && inner == 0);
    };
  }

  private boolean isBetweenRows() {
    return cell.isEmpty() && !inCaption;
  }

  private void append(String content) {
    if (inCaption) {
      caption.append(content);
    } else {
      cell.map(Cell::text).orElse(beside).append(content);
    }
  }

  private void open(String name, String attributes) {
    if (inner > 0 || name.equals("table")) {
      inner += name.equals("table") ? 1 : 0;
      append(" ");
    } else if (CELLS.contains(name)) {
      endCell();
      cell = Optional.of(new Cell(name.equals("th"), attributes, new StringBuilder()));
    } else if (name.equals("tr")) {
      endRow();
      inRow = true;
    } else if (SECTIONS.contains(name)) {
      endRow();
      inHead = name.equals("thead");
    } else if (name.equals("caption")) {
      endRow();
      inCaption = true;
    } else if (breaksWords(name)) {
      append(" ");
    }
  }

  private void close(String name) {
    if (inner > 0) {
      inner -= name.equals("table") ? 1 : 0;
      append(" ");
    } else if (CELLS.contains(name)) {
      endCell();
    } else if (name.equals("tr")) {
      endRow();
    } else if (SECTIONS.contains(name)) {
      endRow();
      inHead = false;
    } else if (name.equals("caption")) {
      inCaption = false;
    } else if (breaksWords(name)) {
      append(" ");
    }
  }

  private static boolean breaksWords(String name) {
    return name.equals("br") || name.equals("li") || NOT_BETWEEN_ROWS.contains(name);
  }

  private void endCell() {
    inCaption = false;
    inner = 0;
    cell.ifPresent(row::add);
    cell = Optional.empty();
  }

  private void endRow() {
    endCell();
    boolean headers = row.stream().allMatch(each -> each.header() || each.isBlank());
    boolean section = headers && row.size() == 1 && rows.count() > 0 && !inHead;
    int at = rows.count();
    for (Cell each : row) {
      WrittenCell written = written(each, headers, section);
      rows.add(written);
      covered = Math.max(covered, (long) at + written.rowSpan());
    }
    // A row may have nothing but cells that began above.
    rows.end(inRow && covered > at);
    row.clear();
    inRow = false;
  }

  /// @param headers whether there are only headers in the row
  /// @param section whether it is alone in a row that is not the first one
  private WrittenCell written(Cell read, boolean headers, boolean section) {
    int columns = span(COLUMN_SPAN, read.attributes());
    return new WrittenCell(
        kind(read, headers, section && columns > 1),
        TableMarkup.tidy(read.text().toString()),
        span(ROW_SPAN, read.attributes()),
        columns);
  }

  private Kind kind(Cell read, boolean headers, boolean section) {
    Matcher scope = SCOPE.matcher(read.attributes());
    if (read.header() && scope.find()) {
      return scope.group(1).equalsIgnoreCase("row") ? Kind.ROW_HEADER : Kind.COLUMN_HEADER;
    }
    if (inHead) {
      return Kind.COLUMN_HEADER;
    }
    if (!read.header()) {
      return Kind.DATA;
    }
    if (section) {
      return Kind.SECTION;
    }
    return headers ? Kind.COLUMN_HEADER : Kind.ROW_HEADER;
  }

  private static Pattern span(String attribute) {
    return Pattern.compile(
        "\\s" + attribute + "\\s*=\\s*[\"']?\\s*(\\d{1,9})", Pattern.CASE_INSENSITIVE);
  }

  private static int span(Pattern attribute, String attributes) {
    Matcher found = attribute.matcher(attributes);
    if (!found.find()) {
      return 1;
    }
    boolean all = found.group(1).equals(ALL_ROWS) && attribute.equals(ROW_SPAN);
    return all ? Integer.MAX_VALUE : Math.max(1, Integer.parseInt(found.group(1)));
  }
}
