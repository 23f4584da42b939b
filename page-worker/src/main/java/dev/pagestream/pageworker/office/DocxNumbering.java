package dev.pagestream.pageworker.office;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/// Numbers paragraphs as Word does: lists of the same abstract numbering count on. Used for one
/// document, in its order.
final class DocxNumbering {
  private static final int LEVELS = 9;
  private static final int NOT_STARTED = Integer.MIN_VALUE;

  private final Map<String, Element> abstracts = new HashMap<>();
  private final Map<String, Element> numbers = new HashMap<>();
  private final Map<String, int[]> counters = new HashMap<>();
  private final Map<String, String> lastNumber = new HashMap<>();
  private final DocxStyles styles;

  /// @param root of the numbering part; empty when there is none
  DocxNumbering(Optional<Element> root, DocxStyles styles) {
    this.styles = styles;
    root.map(Xml::children)
        .orElse(List.of())
        .forEach(child -> {
          Xml.attribute(child, "abstractNumId")
              .filter(_ -> Xml.is(child, "abstractNum"))
              .ifPresent(id -> abstracts.put(id, child));
          Xml.attribute(child, "numId")
              .filter(_ -> Xml.is(child, "num"))
              .ifPresent(id -> numbers.put(id, child));
        });
  }

  /// A numbered paragraph.
  ///
  /// @param level of the list, from 0
  record Numbered(String marker, int level) {}

  /// Numbers the next paragraph.
  ///
  /// @param properties its `numPr`, or its style's
  /// @param style of the paragraph
  /// @return empty when it has no number
  Optional<Numbered> next(Element properties, String style) {
    String id = Xml.setting(properties, "numId").orElse("0");
    Element number = numbers.get(id);
    if (number == null) {
      return Optional.empty();
    }
    String abstractId = Xml.setting(number, "abstractNumId").orElse("");
    Optional<Element> definition = definition(abstractId);
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    int level =
        Xml.setting(properties, "ilvl")
            .flatMap(Xml::number)
            .orElseGet(() -> levelOf(definition.get(), style));
    if (level < 0 || level >= LEVELS) {
      return Optional.empty();
    }
    int[] counts = count(id, abstractId, number, definition.get(), level);
    return Optional.of(new Numbered(marker(definition.get(), level, counts), level));
  }

  /// A definition may only point to a style whose numbering has the levels.
  private Optional<Element> definition(String abstractId) {
    Optional<Element> found = Optional.ofNullable(abstracts.get(abstractId));
    return found
        .flatMap(definition -> Xml.setting(definition, "numStyleLink"))
        .flatMap(styles::numbering)
        .flatMap(linked -> Xml.setting(linked, "numId"))
        .map(numbers::get)
        .flatMap(linked -> Xml.setting(linked, "abstractNumId"))
        .map(abstracts::get)
        .or(() -> found);
  }

  private int[] count(String id, String abstractId, Element number, Element definition, int level) {
    int[] counts =
        counters.computeIfAbsent(
            abstractId,
            _ -> {
              int[] fresh = new int[LEVELS];
              Arrays.fill(fresh, NOT_STARTED);
              return fresh;
            });
    boolean newList = !id.equals(lastNumber.put(abstractId, id));
    Optional<Integer> override = newList ? startOverride(number, level) : Optional.empty();
    if (override.isPresent()) {
      counts[level] = override.get();
    } else if (counts[level] == NOT_STARTED) {
      counts[level] = start(definition, level);
    } else {
      counts[level]++;
    }
    for (int above = 0; above < level; above++) {
      if (counts[above] == NOT_STARTED) {
        counts[above] = start(definition, above);
      }
    }
    Arrays.fill(counts, level + 1, LEVELS, NOT_STARTED);
    return counts;
  }

  private static Optional<Integer> startOverride(Element number, int level) {
    return Xml.children(number, "lvlOverride").stream()
        .filter(
            override -> Xml.attribute(override, "ilvl").flatMap(Xml::number).orElse(-1) == level)
        .flatMap(override -> Xml.setting(override, "startOverride").flatMap(Xml::number).stream())
        .findFirst();
  }

  private static String marker(Element definition, int level, int[] counts) {
    Optional<Element> described = level(definition, level);
    String format = format(described);
    String text = described.flatMap(found -> Xml.setting(found, "lvlText")).orElse("");
    if (format.equals("bullet")) {
      return "•"; // Which sign a font of symbols prints is not known.
    }
    String marker = text;
    for (int above = 0; above <= level; above++) {
      String printed = Numbers.print(counts[above], format(level(definition, above)));
      marker = marker.replace("%" + (above + 1), printed);
    }
    return marker.strip();
  }

  private static String format(Optional<Element> level) {
    return level.flatMap(found -> Xml.setting(found, "numFmt")).orElse("decimal");
  }

  private static int start(Element definition, int level) {
    return level(definition, level).map(found -> Xml.number(found, "start", 1)).orElse(1);
  }

  private static Optional<Element> level(Element definition, int level) {
    return Xml.children(definition, "lvl").stream()
        .filter(found -> Xml.attribute(found, "ilvl").flatMap(Xml::number).orElse(-1) == level)
        .findFirst();
  }

  /// The level that belongs to a style, the first when none does.
  private static int levelOf(Element definition, String style) {
    return Xml.children(definition, "lvl").stream()
        .filter(level -> Xml.setting(level, "pStyle").filter(style::equals).isPresent())
        .flatMap(level -> Xml.attribute(level, "ilvl").flatMap(Xml::number).stream())
        .findFirst()
        .orElse(0);
  }
}
