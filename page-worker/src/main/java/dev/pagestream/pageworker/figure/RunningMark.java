package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.PageModel;

/// Where letterheads and running headers and footers have their logo.
final class RunningMark {
  private static final double SHARE = 0.12;

  private RunningMark() {}

  static boolean isAt(Box box, PageModel page) {
    return box.bottom() < SHARE * page.heightPt() || box.top() > (1 - SHARE) * page.heightPt();
  }
}
