package dev.pagestream.document.export;

import java.util.ArrayList;
import java.util.List;

/// The levels of headings so that none is skipped: a heading is one deeper than the nearest one
/// before it that is above it. Confined to one export.
final class Outline {
  /// HTML has no lower one.
  private static final int LOWEST = 6;

  private static final int TITLE = 1;

  /// The levels, in the document's own count, of the headings that the next one may stand under.
  private final List<Integer> above = new ArrayList<>();

  /// @return 1
  int title() {
    above.clear();
    return TITLE;
  }

  /// @param level from 1, which is right below the title
  /// @return 2 to 6
  int heading(int level) {
    while (!above.isEmpty() && above.getLast() >= level) {
      above.removeLast();
    }
    above.add(level);
    return Math.min(TITLE + above.size(), LOWEST);
  }
}
