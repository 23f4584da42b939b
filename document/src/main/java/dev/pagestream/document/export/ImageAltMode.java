package dev.pagestream.document.export;

/// What the text alternative of a picture is, in formats that have one.
public enum ImageAltMode {
  /// Always `Image`, as in docling. Also what stands where the others have nothing to say.
  STATIC("static"),
  /// Its caption.
  CAPTION("caption"),
  /// What a model says it shows; nothing for a picture that it calls decorative.
  DESCRIPTION("description");

  private final String wireName;

  ImageAltMode(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /// @throws IllegalArgumentException when no mode has this wire name
  public static ImageAltMode parse(String wireName) {
    for (ImageAltMode mode : values()) {
      if (mode.wireName.equals(wireName)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "image_alt_mode is one of static, caption, description: " + wireName);
  }
}
