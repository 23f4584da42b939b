package dev.pagestream.document.export;

import java.util.regex.Pattern;

/// Texts and values inside HTML, escaped where and as Python's `html.escape` does it for docling.
/// Nothing that is put in can end its element or its attribute.
final class Html {
  private static final Pattern LINE_END = Pattern.compile("\\R");

  private Html() {}

  /// The text of an element.
  static String text(String text) {
    return LINE_END
        .matcher(Printable.text(text))
        .replaceAll("\n")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /// The same with its lines kept.
  static String lines(String text) {
    return text(text).replace("\n", "<br>");
  }

  /// The text of an element or the value of an attribute.
  static String quoted(String text) {
    return text(text).replace("\"", "&quot;").replace("'", "&#x27;");
  }

  /// With the space before it.
  ///
  /// @param name ours
  static String attribute(String name, String value) {
    return " " + name + "=\"" + quoted(value) + "\"";
  }
}
