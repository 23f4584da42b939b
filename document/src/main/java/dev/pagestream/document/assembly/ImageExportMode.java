package dev.pagestream.document.assembly;

/// What becomes of the pixels of pictures: docling's `ImageRefMode`.
public enum ImageExportMode {
  /// A comment in Markdown, nothing in JSON.
  PLACEHOLDER("placeholder"),
  /// A data URI.
  EMBEDDED("embedded"),
  /// A file beside the document, under `artifacts/`.
  REFERENCED("referenced");

  private final String wireName;

  ImageExportMode(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /// @throws IllegalArgumentException when no mode has this wire name
  public static ImageExportMode parse(String wireName) {
    for (ImageExportMode mode : values()) {
      if (mode.wireName.equals(wireName)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "image_export_mode is one of placeholder, embedded, referenced: " + wireName);
  }
}
