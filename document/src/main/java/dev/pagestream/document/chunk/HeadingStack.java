package dev.pagestream.document.chunk;

import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.export.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The headings that a text stands under. Confined to one iterator.
final class HeadingStack {
  /// A heading is repeated in every chunk below it; what is longer is taken for a text.
  static final int MAX_HEADING_CHARS = 1_000;

  private static final int TITLE_LEVEL = 0;

  private final SortedMap<Integer, TextItem> byLevel = new TreeMap<>();

  /// Whether something stood below the last heading.
  private boolean told = true;

  static boolean isHeading(TextItem item) {
    return item.label() == TextLabel.TITLE || item.label() == TextLabel.SECTION_HEADER;
  }

  /// A new heading ends the sections of its level and below.
  ///
  /// @return the section without texts that it ends
  Optional<Draft> turnTo(TextItem heading) {
    int level = heading.label() == TextLabel.TITLE ? TITLE_LEVEL : heading.level().orElse(1);
    boolean ends = !byLevel.isEmpty() && byLevel.lastKey() >= level;
    Optional<Draft> ended = ends ? untold() : Optional.empty();
    byLevel.tailMap(level).clear();
    boolean names = !heading.text().isBlank() && heading.text().length() <= MAX_HEADING_CHARS;
    if (names) {
      byLevel.put(level, heading);
    }
    told = !names && (ends || told);
    return ended;
  }

  Draft above(List<Part> parts) {
    told = true;
    return new Draft(headings(), parts);
  }

  /// The section that nothing stands in.
  Optional<Draft> untold() {
    if (told) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    byLevel.values().forEach(item -> parts.add(Part.of("", item.selfRef(), item.prov())));
    return Optional.of(above(parts));
  }

  private List<String> headings() {
    return byLevel.values().stream()
        .map(item -> Unicode.wellFormed(Inline.oneLine(item.text())))
        .toList();
  }
}
