package dev.pagestream.pageworker.source;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.picture.Crop;
import java.io.IOException;
import java.util.List;

/// An opened document. Used by one thread at a time; stops soon, with an exception, when that
/// thread is interrupted.
///
/// Damaged documents may throw anything, errors included: callers catch `Throwable` at the page's
/// boundary.
public interface PageSource extends AutoCloseable {
  /// How many there are.
  int pages() throws IOException;

  /// @param page from 1
  /// @throws PageFailedException when there is no such page, or it is beyond the limits
  PageModel read(int page) throws IOException, PageFailedException;

  /// Crops in the order of the boxes.
  ///
  /// @param boxes on the displayed page, in points
  /// @param scale wished for, 1.0 is 72 dpi; lowered where a crop would have too many pixels or
  ///   bytes
  List<Crop> crop(int page, List<Box> boxes, double scale) throws IOException, PageFailedException;

  @Override
  void close();
}
