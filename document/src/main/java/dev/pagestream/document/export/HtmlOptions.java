package dev.pagestream.document.export;

import dev.pagestream.document.assembly.ImageExportMode;
import java.util.Optional;

/// How HTML is rendered.
///
/// @param altMode what the `alt` of images is
/// @param language of the document, BCP 47; empty to tell it by its texts
/// @param pageBreaks whether turns of the source's pages are marked; docling marks none
public record HtmlOptions(
    ImageExportMode imageMode,
    ImageAltMode altMode,
    Optional<String> language,
    boolean pageBreaks) {
  /// That of documents whose language is not clear, as in docling of all.
  public static final String DEFAULT_LANGUAGE = "en";

  /// @throws IllegalArgumentException when the language is none that a browser knows
  public HtmlOptions {
    language =
        language.map(given ->
            Languages.tag(given)
                .orElseThrow(() ->
                    new IllegalArgumentException("language is a BCP 47 tag such as en: " + given)));
  }

  /// As docling renders when nothing is asked for.
  public HtmlOptions(ImageExportMode imageMode, ImageAltMode altMode) {
    this(imageMode, altMode, Optional.empty(), false);
  }

  /// In a language that is known.
  public HtmlOptions(
      ImageExportMode imageMode, ImageAltMode altMode, String language, boolean pageBreaks) {
    this(imageMode, altMode, Optional.of(language), pageBreaks);
  }
}
