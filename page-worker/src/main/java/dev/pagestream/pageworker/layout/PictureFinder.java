package dev.pagestream.pageworker.layout;

import java.util.List;

/// Finds the pictures of a page in what the pass collected. Pure. Today [BitmapPictures]; a finder
/// of vector figures reads the same model and takes its place.
@FunctionalInterface
public interface PictureFinder {
  /// Pictures that do not lie in one another, in any order.
  List<FoundPicture> find(PageModel model);
}
