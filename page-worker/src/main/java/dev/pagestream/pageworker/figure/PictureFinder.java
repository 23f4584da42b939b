package dev.pagestream.pageworker.figure;

import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;
import java.util.List;

/// Finds the pictures of a page in what the pass collected. Pure, thread-safe.
@FunctionalInterface
public interface PictureFinder {
  /// Pictures that do not lie in one another, from top to bottom.
  List<FoundPicture> find(PageModel model, PageText text);
}
