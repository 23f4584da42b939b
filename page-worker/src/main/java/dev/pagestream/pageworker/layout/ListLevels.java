package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;

/// Tells lists in lists by how far their items are set in. Used for one page, item by item in
/// reading order.
final class ListLevels {
  private static final double INDENT_EM = 0.8;
  private static final double FARTHEST_EM = 8;

  /// Where the items of the open lists begin, from the outermost.
  private final List<Double> starts = new ArrayList<>();

  private final boolean rightToLeft;

  ListLevels(boolean rightToLeft) {
    this.rightToLeft = rightToLeft;
  }

  /// The text with its level, when it is an item; anything else ends the lists.
  PageBlock.Text next(PageBlock.Text text) {
    if (text.kind() != TextKind.LIST_ITEM) {
      end();
      return text;
    }
    double em = Math.max(1, text.fontSizePt());
    double start = rightToLeft ? -text.box().right() : text.box().left();
    while (!starts.isEmpty() && start < starts.getLast() - INDENT_EM * em / 2) {
      starts.removeLast();
    }
    boolean deeper =
        starts.isEmpty()
            || (start > starts.getLast() + INDENT_EM * em
                && start < starts.getLast() + FARTHEST_EM * em);
    if (deeper) {
      starts.add(start);
    } else if (start > starts.getLast() + FARTHEST_EM * em) {
      // Another column.
      starts.clear();
      starts.add(start);
    }
    return new PageBlock.Text(
        text.kind(), text.text(), text.box(), starts.size() - 1, text.fontSizePt(), text.marker());
  }

  void end() {
    starts.clear();
  }
}
