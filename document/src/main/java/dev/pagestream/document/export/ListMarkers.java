package dev.pagestream.document.export;

import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Lines of a list with the markers docling-core gives them: a marker Markdown knows stays, a
/// lettered one follows a dash, any other becomes a dash.
final class ListMarkers {
  private static final Pattern MARKDOWN = Pattern.compile("[-*+]|\\d{1,9}\\.");
  private static final Pattern LETTERED = Pattern.compile("[A-Za-z0-9]");

  private static final String INDENT = "    ";

  private ListMarkers() {}

  /// Lists in items are indented.
  ///
  /// @param print an item's text, in one line
  static String lines(Block.ItemList list, Function<TextItem, String> print) {
    List<String> lines = new ArrayList<>();
    add(list, print, "", lines);
    return String.join("\n", lines);
  }

  private static void add(
      Block.ItemList list, Function<TextItem, String> print, String indent, List<String> lines) {
    boolean enumerated = list.items().getFirst().text().enumerated().orElse(false);
    for (int at = 0; at < list.items().size(); at++) {
      Block.Item item = list.items().get(at);
      String marker = Inline.oneLine(item.text().marker().orElse(""));
      lines.add(indent + prefix(marker, enumerated, at + 1) + print.apply(item.text()));
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
