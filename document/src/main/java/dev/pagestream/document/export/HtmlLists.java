package dev.pagestream.document.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists, with lists in items, and with the markers of the source.
final class HtmlLists {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})[.)]?");

  /// Anything else could end a CSS string, or the declaration around it.
  private static final Pattern UNSAFE_IN_CSS = Pattern.compile("[\\x00-\\x1F\"'\\\\<>&;{}]");

  /// A longer marker would stick out of the page, where nothing could be read.
  private static final int MAX_CHARS_OUTSIDE = 5;

  private final Direction base;

  HtmlLists(Direction base) {
    this.base = base;
  }

  /// @return empty when no item says anything
  String render(Block.ItemList list) {
    boolean ordered = list.items().getFirst().text().enumerated().orElse(false);
    List<String> lines = new ArrayList<>();
    int position = 1;
    for (Block.Item item : list.items()) {
      String marker = Inline.oneLine(item.text().marker().orElse(""));
      int value = ordered ? number(marker).orElse(position) : position;
      String attributes = value == position ? "" : Html.attribute("value", "" + value);
      String line = item(item, attributes + style(marker));
      if (!line.isEmpty()) {
        lines.add(line);
        position = value + 1;
      }
    }
    String tag = ordered ? "ol" : "ul";
    return lines.isEmpty() ? "" : "<" + tag + ">\n" + String.join("\n", lines) + "\n</" + tag + ">";
  }

  private String item(Block.Item item, String attributes) {
    String text = item.text().text();
    List<String> parts = new ArrayList<>();
    if (!Inline.oneLine(text).isEmpty()) {
      parts.add(Html.lines(text));
    }
    List<String> inner =
        item.inner().stream().map(this::render).filter(list -> !list.isEmpty()).toList();
    parts.addAll(inner);
    if (parts.isEmpty()) {
      return "";
    }
    String content = String.join("\n", parts);
    return "<li"
        + attributes
        + base.attribute(text)
        + ">"
        + (inner.isEmpty() ? content : "\n" + content + "\n")
        + "</li>";
  }

  /// What the item is numbered with, also where no style is read.
  private static Optional<Integer> number(String marker) {
    Matcher number = NUMBER.matcher(marker);
    return number.matches() ? Optional.of(Integer.parseInt(number.group(1))) : Optional.empty();
  }

  private static String style(String marker) {
    if (marker.isEmpty()) {
      return "";
    }
    String quoted =
        UNSAFE_IN_CSS
            .matcher(marker)
            .replaceAll(unsafe -> "\\\\%x ".formatted((int) unsafe.group().charAt(0)));
    String place = marker.length() > MAX_CHARS_OUTSIDE ? " list-style-position: inside;" : "";
    return " style=\"list-style-type: '" + Html.text(quoted) + " ';" + place + "\"";
  }
}
