package dev.pagestream.document.docling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A text, of any label.
///
/// @param orig as printed, with a list item's marker
/// @param text without the marker
/// @param level of a section header, from 1; empty for everything else
/// @param enumerated of a list item; empty for everything else
/// @param marker of a list item, may be an empty text; empty for everything else
/// @param codeLanguage of code, one of docling's `CodeLanguageLabel`; empty for everything else
public record TextItem(
    String selfRef,
    Optional<Ref> parent,
    List<Ref> children,
    ContentLayer contentLayer,
    TextLabel label,
    List<Provenance> prov,
    String orig,
    String text,
    Optional<Integer> level,
    Optional<Boolean> enumerated,
    Optional<String> marker,
    Optional<String> codeLanguage)
    implements NodeItem {
  private static final String UNKNOWN_LANGUAGE = "unknown";

  public TextItem {
    children = List.copyOf(children);
    prov = List.copyOf(prov);
  }

  /// A text that is neither a section header nor a list item.
  public static TextItem plain(
      Ref self, Ref parent, TextLabel label, List<Provenance> prov, String text) {
    return leaf(self, parent, label, prov, text, text, Optional.empty(), Optional.empty());
  }

  /// The same with more text, which stands elsewhere.
  ///
  /// @param joined the whole text
  /// @param where the rest of it stands
  public TextItem continuedAs(String joined, List<Provenance> where) {
    String printed = orig.substring(0, orig.length() - text.length());
    return new TextItem(
        selfRef,
        parent,
        children,
        contentLayer,
        label,
        Stream.concat(prov.stream(), where.stream()).toList(),
        printed + joined,
        joined,
        level,
        enumerated,
        marker,
        codeLanguage);
  }

  /// The same with nodes under it.
  public TextItem withChildren(List<Ref> nodes) {
    return new TextItem(
        selfRef,
        parent,
        nodes,
        contentLayer,
        label,
        prov,
        orig,
        text,
        level,
        enumerated,
        marker,
        codeLanguage);
  }

  /// @param level from 1
  public static TextItem sectionHeader(
      Ref self, Ref parent, List<Provenance> prov, String text, int level) {
    return leaf(
        self,
        parent,
        TextLabel.SECTION_HEADER,
        prov,
        text,
        text,
        Optional.of(level),
        Optional.empty());
  }

  /// @param list the group it stands in
  /// @param marker as printed; a number or letter makes it enumerated
  public static TextItem listItem(
      Ref self, Ref list, List<Provenance> prov, String text, String marker) {
    String orig = marker.isEmpty() ? text : marker + " " + text;
    return leaf(
        self, list, TextLabel.LIST_ITEM, prov, orig, text, Optional.empty(), Optional.of(marker));
  }

  private static TextItem leaf(
      Ref self,
      Ref parent,
      TextLabel label,
      List<Provenance> prov,
      String orig,
      String text,
      Optional<Integer> level,
      Optional<String> marker) {
    return new TextItem(
        self.pointer(),
        Optional.of(parent),
        List.of(),
        label.layer(),
        label,
        prov,
        orig,
        text,
        level,
        marker.map(printed -> printed.chars().anyMatch(Character::isLetterOrDigit)),
        marker,
        label == TextLabel.CODE ? Optional.of(UNKNOWN_LANGUAGE) : Optional.empty());
  }
}
