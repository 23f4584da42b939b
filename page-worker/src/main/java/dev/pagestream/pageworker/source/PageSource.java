package dev.pagestream.pageworker.source;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.picture.Crop;
import java.io.IOException;
import java.util.List;

/// An opened document. Used by one thread at a time; stops soon, with an exception, when that
/// thread is interrupted.
///
/// Sources are of two kinds. On the pages of one, marks are *drawn*, and what they are is found by
/// the layout. The other is *written*: its source names headings, lists and tables itself.
///
/// Damaged documents may throw anything, errors included: callers catch `Throwable` at the page's
/// boundary.
public interface PageSource extends AutoCloseable {
  /// How many there are.
  int pages() throws IOException;

  /// A page in reading order.
  ///
  /// @param page from 1
  /// @param layout finds the blocks where marks are drawn
  /// @throws PageFailedException when there is no such page, or it is beyond the limits
  ArrangedPage arrange(int page, PageLayout layout) throws IOException, PageFailedException;

  /// The marks on a page as it was last arranged; none where documents are written.
  default PageModel marks(ArrangedPage page) {
    return new PageModel(page.page(), page.widthPt(), page.heightPt(), List.of(), List.of());
  }

  /// The images of pictures, in their order.
  ///
  /// @param pictures of this page, as it was last arranged
  /// @param scale wished for, 1.0 is 72 dpi; lowered where a crop would have too many pixels or
  ///   bytes
  default List<PictureImage> images(int page, List<ArrangedPage.Picture> pictures, double scale)
      throws IOException, PageFailedException {
    List<Box> boxes = pictures.stream().map(ArrangedPage.Picture::box).toList();
    return crop(page, boxes, scale).stream().<PictureImage>map(PictureImage.Present::new).toList();
  }

  /// Whether a page can be cropped: it is drawn.
  default boolean drawn() {
    return true;
  }

  /// Crops in the order of the boxes.
  ///
  /// @param boxes on the displayed page, in points
  /// @param scale as in [#images(int, List, double)]
  /// @throws PageFailedException when the page is not drawn
  default List<Crop> crop(int page, List<Box> boxes, double scale)
      throws IOException, PageFailedException {
    throw new PageFailedException(
        FailureCode.PAGE_UNREADABLE,
        "Documents of this format have no drawn pages, so nothing can be cut out of them.");
  }

  /// Whether keeping it open serves further pages.
  default boolean reusable() {
    return true;
  }

  @Override
  void close();
}
