package dev.pagestream.ingest.source;

/// What a file's first bytes say it is.
public sealed interface Content {
  /// A format the pipeline reads.
  enum Supported implements Content {
    PDF("pdf", "application/pdf", "a PDF"),
    PNG("image", "image/png", "a PNG image"),
    JPEG("image", "image/jpeg", "a JPEG image"),
    GIF("image", "image/gif", "a GIF image"),
    BMP("image", "image/bmp", "a BMP image"),
    TIFF("image", "image/tiff", "a TIFF image"),
    WEBP("image", "image/webp", "a WebP image"),
    DOCX(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a Word document"),
    PPTX(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "a PowerPoint presentation"),
    HTML("html", "text/html", "an HTML page"),
    MARKDOWN("md", "text/markdown", "a Markdown text");

    private final String format;
    private final String mediaType;
    private final String inWords;

    Supported(String format, String mediaType, String inWords) {
      this.format = format;
      this.mediaType = mediaType;
      this.inWords = inWords;
    }

    /// docling's `InputFormat`.
    public String format() {
      return format;
    }

    public String mediaType() {
      return mediaType;
    }

    @Override
    public String inWords() {
      return inWords;
    }
  }

  /// Anything else.
  record Other(String inWords) implements Content {}

  /// With its article, to be put into a sentence: `a PNG image`, `plain text`.
  String inWords();
}
