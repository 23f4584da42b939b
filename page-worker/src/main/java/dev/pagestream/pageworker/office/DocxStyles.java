package dev.pagestream.pageworker.office;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/// The paragraph styles of a document. Word writes their names in English whatever its language.
/// Immutable.
final class DocxStyles {
  private static final int MAX_ANCESTORS = 20;
  private static final int BODY_LEVEL = 9;
  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
  private static final Pattern LIST = Pattern.compile("list (?:bullet|number|continue)? ?([2-5])?");
  private static final Set<String> CODE =
      Set.of(
          "code",
          "code block",
          "source code",
          "html preformatted",
          "macro text",
          "preformatted text");

  private final Map<String, Element> byId = new HashMap<>();

  /// @param root of the styles part; empty when there is none
  DocxStyles(Optional<Element> root) {
    root.map(styles -> Xml.children(styles, "style"))
        .orElse(List.of())
        .forEach(style -> Xml.attribute(style, "styleId").ifPresent(id -> byId.put(id, style)));
  }

  /// What a paragraph of a style is.
  enum Kind {
    TITLE,
    CAPTION,
    CODE,
    OTHER
  }

  Kind kind(String id) {
    return first(
            id,
            style ->
                switch (name(style)) {
                  case "title" -> Optional.of(Kind.TITLE);
                  case "caption" -> Optional.of(Kind.CAPTION);
                  case String name when CODE.contains(name) -> Optional.of(Kind.CODE);
                  case String _ -> Optional.empty();
                })
        .orElse(Kind.OTHER);
  }

  /// Level of a heading from 1, by the name of the style or its outline level.
  Optional<Integer> headingLevel(String id) {
    return first(
        id,
        style -> {
          Matcher heading = HEADING.matcher(name(style));
          return heading.matches()
              ? Optional.of(heading.group(1).charAt(0) - '0')
              : Xml.child(style, "pPr").flatMap(DocxStyles::outlineLevel);
        });
  }

  /// @param properties of a paragraph or a style
  static Optional<Integer> outlineLevel(Element properties) {
    return Xml.setting(properties, "outlineLvl")
        .flatMap(Xml::number)
        .filter(level -> level >= 0 && level < BODY_LEVEL)
        .map(level -> level + 1);
  }

  /// The numbering a style brings along.
  Optional<Element> numbering(String id) {
    return first(id, style -> Xml.path(style, "pPr", "numPr"));
  }

  /// The depth in the name of a list's style: `List Bullet 2` stands in one more list.
  int listDepth(String id) {
    return first(
            id,
            style -> {
              Matcher list = LIST.matcher(name(style));
              return list.matches() && list.group(1) != null
                  ? Optional.of(list.group(1).charAt(0) - '1')
                  : Optional.<Integer>empty();
            })
        .orElse(0);
  }

  /// The answer of a style, or of the nearest one it is based on.
  private <T> Optional<T> first(String id, Function<Element, Optional<T>> answer) {
    Optional<Element> style = Optional.ofNullable(byId.get(id));
    for (int i = 0; i < MAX_ANCESTORS && style.isPresent(); i++) {
      Optional<T> found = answer.apply(style.get());
      if (found.isPresent()) {
        return found;
      }
      style = Xml.setting(style.get(), "basedOn").map(byId::get);
    }
    return Optional.empty();
  }

  private static String name(Element style) {
    return Xml.setting(style, "name").orElse("").toLowerCase(Locale.ROOT).strip();
  }
}
