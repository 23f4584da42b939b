package dev.pagestream.vlm.image;

/// How a picture is encoded when it has to be encoded anew.
public enum Encoding {
  /// Lossless; a picture that came as JPEG stays one, as nothing is won by making it larger.
  PNG("image/png"),
  /// Smaller; transparency becomes white.
  JPEG("image/jpeg");

  private final String mediaType;

  Encoding(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /// @param name `png` or `jpeg`, as a step has it
  /// @throws IllegalArgumentException for any other
  public static Encoding parse(String name) {
    return switch (name) {
      case "png" -> PNG;
      case "jpeg" -> JPEG;
      case String other ->
          throw new IllegalArgumentException("encoding is '" + other + "', must be png or jpeg");
    };
  }
}
