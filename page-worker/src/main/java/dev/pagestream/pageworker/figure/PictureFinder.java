package dev.pagestream.pageworker.figure;

import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;

/// Finds the pictures of a page in what the pass collected. Pure, thread-safe.
@FunctionalInterface
public interface PictureFinder {
  FoundFigures find(PageModel model, PageText text);
}
