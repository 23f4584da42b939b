package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The levels of headings over a whole document. Immutable.
///
/// What the source itself says counts most, from the highest level it names. Else the number of a
/// heading says more than its size: `2.1` is one below `2`, also in the same size. Else the larger
/// of two headings is the higher one.
final class HeadingLevels {
  /// Markdown and HTML have six, and the title takes the first.
  private static final int LOWEST = 5;

  private static final int UNKNOWN = 0;

  /// `2`, `2.1`, `2.1.`, `A.3`, and the first letter of what it numbers.
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(\\d{1,3}(?:\\.\\d{1,3})*|[A-Z](?:\\.\\d{1,3})+)\\.?\\s+\\p{L}.*", Pattern.DOTALL);

  private final Map<Long, Integer> levelBySize = new HashMap<>();

  /// Of what is numbered `1`, less one.
  private final int aboveNumbers;

  /// Of the highest level that the source names, less one.
  private final int aboveDeclared;

  /// What is known of the headings of one size.
  ///
  /// @param declared highest level that the source names, or [#UNKNOWN]
  /// @param depth fewest numbers in a number, or [#UNKNOWN]
  private record Style(int declared, int depth) {
    static Style of(PageBlock.Text heading) {
      return new Style(heading.levelDeclared() ? heading.level() : UNKNOWN, depthOf(heading));
    }

    Style and(Style other) {
      return new Style(higher(declared, other.declared), higher(depth, other.depth));
    }

    private static int higher(int one, int other) {
      return one == UNKNOWN || other == UNKNOWN ? Math.max(one, other) : Math.min(one, other);
    }
  }

  private HeadingLevels(SortedMap<Long, Style> styles) {
    int unnumbered =
        (int) styles.values().stream().takeWhile(style -> style.depth() == UNKNOWN).count();
    aboveNumbers = unnumbered == styles.size() ? 0 : unnumbered;
    aboveDeclared =
        styles.values().stream()
                .mapToInt(Style::declared)
                .filter(level -> level != UNKNOWN)
                .min()
                .orElse(1)
            - 1;
    int level = 0;
    for (Map.Entry<Long, Style> size : styles.entrySet()) {
      level = level(size.getValue(), level);
      levelBySize.put(size.getKey(), level);
    }
  }

  /// @param headings of the document but for its title
  static HeadingLevels of(List<PageBlock.Text> headings) {
    SortedMap<Long, Style> styles = new TreeMap<>(Comparator.reverseOrder());
    headings.forEach(
        heading -> styles.merge(Headings.halfPoints(heading), Style.of(heading), Style::and));
    return new HeadingLevels(styles);
  }

  /// From 1; what its page says when sizes are unknown.
  int of(PageBlock.Text heading) {
    long size = Headings.halfPoints(heading);
    Style style = Style.of(heading);
    boolean known = style.declared() != UNKNOWN || style.depth() != UNKNOWN;
    int level = known ? level(style, 0) : levelBySize.getOrDefault(size, 1);
    return Math.clamp(size == 0 && !heading.levelDeclared() ? heading.level() : level, 1, LOWEST);
  }

  private int level(Style style, int above) {
    if (style.declared() != UNKNOWN) {
      return style.declared() - aboveDeclared;
    }
    return style.depth() != UNKNOWN ? style.depth() + aboveNumbers : above + 1;
  }

  private static int depthOf(PageBlock.Text heading) {
    Matcher number = NUMBERED.matcher(heading.text());
    return number.matches() ? number.group(1).split("\\.", -1).length : UNKNOWN;
  }
}
