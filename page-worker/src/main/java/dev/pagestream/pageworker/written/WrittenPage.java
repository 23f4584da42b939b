package dev.pagestream.pageworker.written;

import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.List;

/// A page as its source describes it. Immutable.
///
/// @param page of size 0 where the source has no pages
/// @param images of its pictures, by index
public record WrittenPage(ArrangedPage page, List<EmbeddedImage> images) {
  public WrittenPage {
    images = List.copyOf(images);
  }
}
