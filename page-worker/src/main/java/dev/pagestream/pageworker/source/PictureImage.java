package dev.pagestream.pageworker.source;

import dev.pagestream.pageworker.picture.Crop;

/// What a source has of a picture.
public sealed interface PictureImage {
  /// @param crop to be sent and exported
  record Present(Crop crop) implements PictureImage {}

  /// @param why in words, for people
  record Missing(String why) implements PictureImage {}
}
