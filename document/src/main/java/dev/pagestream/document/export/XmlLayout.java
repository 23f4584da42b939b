package dev.pagestream.document.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints XML over indented lines, as docling-core does with Python's `minidom`: an element with
/// one text in it is one line, a text beside elements is a line of its own, and a CDATA section is
/// neither indented nor ends its line. Confined to one document.
final class XmlLayout {
  /// Keeps its white space, so that none is added to it.
  private static final String VERBATIM = "content";

  private static final String INDENT = "  ";

  private final StringBuilder xml = new StringBuilder();

  private XmlLayout() {}

  /// Writes a document, without a line end at the end.
  ///
  /// @param children of the root; laid out one after the other
  static void write(
      String root, Map<String, String> attributes, Iterator<XmlNode> children, Appendable out)
      throws IOException {
    out.append("<").append(root).append(printed(attributes)).append(">");
    XmlLayout layout = new XmlLayout();
    layout.xml.append(children.hasNext() ? "\n" : "");
    while (children.hasNext()) {
      layout.write(children.next(), INDENT);
      layout.drain(out);
    }
    out.append(layout.xml).append("</").append(root).append(">");
  }

  /// But for the last character, by which it is known whether a line has ended.
  private void drain(Appendable out) throws IOException {
    int end = Math.max(0, xml.length() - 1);
    out.append(xml, 0, end);
    xml.delete(0, end);
  }

  /// All in one line.
  static String compact(List<XmlNode> nodes) {
    return nodes.stream().map(XmlLayout::compact).collect(Collectors.joining());
  }

  private static String compact(XmlNode node) {
    return switch (node) {
      case XmlNode.Element(String name, Map<String, String> attributes, List<XmlNode> children) ->
          "<" + name + printed(attributes) + ">" + compact(children) + "</" + name + ">";
      case XmlNode.Mark(String name, Map<String, String> attributes) ->
          "<" + name + printed(attributes) + "/>";
      case XmlNode.Text(String text) -> escaped(text);
      case XmlNode.CData(String text) -> "<![CDATA[" + text + "]]>";
      case XmlNode.LineEnd() -> "\n";
    };
  }

  private void write(XmlNode node, String indent) {
    switch (node) {
      case XmlNode.Element element when isOneLine(element) -> line(indent, compact(element));
      case XmlNode.Element(String name, Map<String, String> attributes, List<XmlNode> children) -> {
        line(indent, "<" + name + printed(attributes) + ">");
        children.forEach(child -> write(child, indent + INDENT));
        line(indent, "</" + name + ">");
      }
      case XmlNode.Mark _, XmlNode.Text _ -> line(indent, compact(node));
      case XmlNode.CData _ -> xml.append(compact(node));
      case XmlNode.LineEnd() -> {
        if (!xml.isEmpty() && xml.charAt(xml.length() - 1) != '\n') {
          line(indent, "");
        }
      }
    }
  }

  private static boolean isOneLine(XmlNode.Element element) {
    List<XmlNode> children = element.children();
    return children.isEmpty()
        || element.name().equals(VERBATIM)
        || (children.size() == 1 && isText(children.getFirst()));
  }

  private static boolean isText(XmlNode node) {
    return switch (node) {
      case XmlNode.Text _, XmlNode.CData _ -> true;
      case XmlNode.Element _, XmlNode.Mark _, XmlNode.LineEnd _ -> false;
    };
  }

  private void line(String indent, String content) {
    xml.append(indent).append(content).append('\n');
  }

  private static String printed(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(entry -> " " + entry.getKey() + "=\"" + escaped(entry.getValue()) + "\"")
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
