package dev.pagestream.document.export;

import dev.pagestream.document.assembly.ImageExportMode;

/// How HTML is rendered.
///
/// @param altMode what the `alt` of images is
/// @param language of the document, BCP 47
/// @param pageBreaks whether turns of the source's pages are marked; docling marks none
public record HtmlOptions(
    ImageExportMode imageMode, ImageAltMode altMode, String language, boolean pageBreaks) {
  /// That of documents of which nobody says another, as in docling.
  public static final String DEFAULT_LANGUAGE = "en";

  /// @throws IllegalArgumentException when the language is none that a browser knows
  public HtmlOptions {
    String given = language;
    language =
        Languages.tag(given)
            .orElseThrow(() ->
                new IllegalArgumentException("language is a BCP 47 tag such as en: " + given));
  }

  /// As docling renders when nothing is asked for.
  public HtmlOptions(ImageExportMode imageMode, ImageAltMode altMode) {
    this(imageMode, altMode, DEFAULT_LANGUAGE, false);
  }
}
