package dev.pagestream.document.docling;

import java.util.Optional;

/// A page of the source.
///
/// @param image what it looks like; empty when that is not exported
/// @param pageNo from 1
public record PageItem(Size size, Optional<ImageRef> image, int pageNo) {
  /// A page without its image.
  public PageItem(Size size, int pageNo) {
    this(size, Optional.empty(), pageNo);
  }
}
