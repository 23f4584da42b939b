package dev.pagestream.document.export;

import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lines of a list with the markers docling-core gives them: a marker Markdown knows stays, a
/// lettered one follows a dash, any other becomes a dash.
public final class ListMarkers {
  private static final Pattern MARKDOWN = Pattern.compile("[-*+]|\\d{1,9}\\.");
  private static final Pattern LETTERED = Pattern.compile("[A-Za-z0-9]");

  private static final String INDENT = "    ";

  private ListMarkers() {}

  /// A line of a list.
  ///
  /// @param text with its marker, indented when its list stands in an item
  public record Line(TextItem item, String text) {}

  /// @param print an item's text, in one line
  static String lines(Block.ItemList list, Function<TextItem, String> print) {
    return lined(list, print).stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  /// The same, line by line.
  public static List<Line> lined(Block.ItemList list, Function<TextItem, String> print) {
    List<Line> lines = new ArrayList<>();
    add(list, print, "", lines);
    return lines;
  }

  private static void add(
      Block.ItemList list, Function<TextItem, String> print, String indent, List<Line> lines) {
    boolean enumerated = list.items().getFirst().text().enumerated().orElse(false);
    for (int at = 0; at < list.items().size(); at++) {
      Block.Item item = list.items().get(at);
      String marker = Inline.oneLine(item.text().marker().orElse(""));
      String text = indent + prefix(marker, enumerated, at + 1) + print.apply(item.text());
      lines.add(new Line(item.text(), text));
      item.inner().forEach(inner -> add(inner, print, indent + INDENT, lines));
    }
  }

  private static String prefix(String marker, boolean enumerated, int position) {
    if (MARKDOWN.matcher(marker).matches()) {
      return marker + " ";
    }
    if (marker.isEmpty() && enumerated) {
      return position + ". ";
    }
    return LETTERED.matcher(marker).find() ? "- " + marker + " " : "- ";
  }
}
