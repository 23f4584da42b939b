package dev.pagestream.document.export;

import java.util.List;
import java.util.Map;

/// A piece of an XML document that [XmlLayout] prints.
sealed interface XmlNode {
  /// Printed with both tags, also when it is empty.
  ///
  /// @param attributes one at most, so that there is no order to keep
  record Element(String name, Map<String, String> attributes, List<XmlNode> children)
      implements XmlNode {
    public Element {
      attributes = Map.copyOf(attributes);
      children = List.copyOf(children);
    }

    Element(String name, List<XmlNode> children) {
      this(name, Map.of(), children);
    }
  }

  /// An element that is never more than one tag.
  ///
  /// @param attributes one at most
  record Mark(String name, Map<String, String> attributes) implements XmlNode {
    public Mark {
      attributes = Map.copyOf(attributes);
    }

    Mark(String name) {
      this(name, Map.of());
    }
  }

  record Text(String text) implements XmlNode {}

  /// @param text without what ends a section
  record CData(String text) implements XmlNode {}

  /// Ends a line that has something in it.
  record LineEnd() implements XmlNode {}
}
