package dev.pagestream.pageworker.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// Finds things in the XML of Office documents by local names: the strict format has the same names
/// in other namespaces.
final class Xml {
  private Xml() {}

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> is(child, name)).toList();
  }

  static boolean is(Element element, String name) {
    return name.equals(element.getLocalName());
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(child -> is(child, name)).findFirst();
  }

  /// The element at the end of a path of children.
  static Optional<Element> path(Element start, String... names) {
    Optional<Element> at = Optional.of(start);
    for (String name : names) {
      at = at.flatMap(element -> child(element, name));
    }
    return at;
  }

  /// All elements of a name below another, in document order.
  static List<Element> below(Element root, String name) {
    List<Element> found = new ArrayList<>();
    collect(root, name, found);
    return found;
  }

  private static void collect(Element element, String name, List<Element> found) {
    for (Element child : children(element)) {
      if (is(child, name)) {
        found.add(child);
      } else {
        collect(child, name, found); // The parser bounds how deep that goes.
      }
    }
  }

  static Optional<String> attribute(Element element, String name) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (name.equals(attribute.getLocalName())) {
        return Optional.of(attribute.getNodeValue());
      }
    }
    return Optional.empty();
  }

  /// The attribute `val` of a child, which is how settings are written.
  static Optional<String> setting(Element element, String name) {
    return child(element, name).flatMap(child -> attribute(child, "val"));
  }

  /// Whether a switch is there and on.
  static boolean on(Element element, String name) {
    return child(element, name)
        .map(child -> attribute(child, "val").orElse("true"))
        .filter(value -> !value.equals("0") && !value.equals("false") && !value.equals("off"))
        .isPresent();
  }

  static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static int number(Element element, String setting, int otherwise) {
    return setting(element, setting).flatMap(Xml::number).orElse(otherwise);
  }
}
