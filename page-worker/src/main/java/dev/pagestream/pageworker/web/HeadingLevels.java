package dev.pagestream.pageworker.web;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.written.PageWriter;

/// What the levels of a text's headings mean. Immutable.
///
/// @param titled whether level 1 is the title, so that sections begin at level 2; otherwise several
///   headings of level 1 are sections
record HeadingLevels(boolean titled) {
  /// The only heading of level 1 is the title.
  static HeadingLevels of(long firstLevelHeadings) {
    return new HeadingLevels(firstLevelHeadings == 1);
  }

  void write(PageWriter page, int level, String text) {
    if (titled && level == 1) {
      page.title(text, Box.NOWHERE);
    } else {
      page.heading(titled ? level - 1 : level, text, Box.NOWHERE);
    }
  }
}
