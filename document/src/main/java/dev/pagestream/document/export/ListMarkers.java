package dev.pagestream.document.export;

import dev.pagestream.document.docling.TextItem;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Lines of a list with the markers docling-core gives them: a marker Markdown knows stays, a
/// lettered one follows a dash, any other becomes a dash.
final class ListMarkers {
  private static final Pattern MARKDOWN = Pattern.compile("[-*+]|\\d{1,9}\\.");
  private static final Pattern LETTERED = Pattern.compile("[A-Za-z0-9]");

  private ListMarkers() {}

  /// @param texts of the items, ready to print
  static String lines(List<TextItem> items, List<String> texts) {
    boolean enumerated = items.getFirst().enumerated().orElse(false);
    return String.join(
        "\n",
        IntStream.range(0, items.size())
            .mapToObj(at ->
                prefix(Inline.oneLine(items.get(at).marker().orElse("")), enumerated, at + 1)
                    + texts.get(at))
            .toList());
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
