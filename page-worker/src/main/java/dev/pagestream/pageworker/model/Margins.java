package dev.pagestream.pageworker.model;

import dev.pagestream.document.page.Box;

/// The outer strips of a page, in which page numbers, running lines and logos stand.
public final class Margins {
  private static final double SHARE = 0.09;
  private static final double RUNNING_SHARE = 0.12;

  private Margins() {}

  public static boolean top(Box box, PageModel page) {
    return box.bottom() < SHARE * page.heightPt();
  }

  public static boolean bottom(Box box, PageModel page) {
    return box.top() > (1 - SHARE) * page.heightPt();
  }

  /// Whether it stands where letterheads and running headers and footers have their logo.
  public static boolean running(Box box, PageModel page) {
    return box.bottom() < RUNNING_SHARE * page.heightPt()
        || box.top() > (1 - RUNNING_SHARE) * page.heightPt();
  }

  public static boolean side(Box box, PageModel page) {
    return box.right() < SHARE * page.widthPt() || box.left() > (1 - SHARE) * page.widthPt();
  }
}
