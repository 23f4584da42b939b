package dev.pagestream.document.export;

import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.TextItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Elements that hold a text, in a page of one language and direction.
///
/// @param language of the page
/// @param base direction of the page
record HtmlTexts(String language, Direction base) {
  private static final String ENGLISH = "en";

  /// @param tag ours
  String element(String tag, String text) {
    return "<" + tag + direction(text) + ">" + Html.lines(text) + "</" + tag + ">";
  }

  /// Code runs from left to right in every language.
  String code(String code) {
    String direction = base == Direction.RTL ? Direction.LTR.attribute() : "";
    return "<pre" + direction + "><code>" + Html.text(code) + "</code></pre>";
  }

  /// What stands in a `caption` or `figcaption`; empty when no caption says anything.
  String captions(List<TextItem> captions) {
    return captions.stream()
        .filter(caption -> !Inline.oneLine(caption.text()).isEmpty())
        .map(caption -> caption("", caption.text()))
        .collect(Collectors.joining(" "));
  }

  /// @param attributes more of them
  String caption(String attributes, String text) {
    return "<div class=\"caption\""
        + attributes
        + direction(text)
        + ">"
        + Html.quoted(text)
        + "</div>";
  }

  /// @param image whose address may stand in a page
  /// @param attributes more of them
  String image(ImageRef image, AltTexts.Alt alt, String attributes) {
    return "<img"
        + Html.attribute("src", ImageUri.of(image.uri()).orElse(""))
        + Html.attribute("alt", alt.text())
        + language(alt.language())
        + direction(alt.text())
        + attributes
        + ">";
  }

  String direction(String text) {
    return base.attribute(text);
  }

  /// Of our own words.
  String english() {
    return language(Optional.of(ENGLISH));
  }

  /// Of a text in another language than the page's.
  ///
  /// @param given by whoever wrote the text; may be no language at all
  String language(Optional<String> given) {
    return given
        .flatMap(Languages::tag)
        .filter(tag -> !Languages.same(tag, language))
        .map(tag -> Html.attribute("lang", tag))
        .orElse("");
  }
}
