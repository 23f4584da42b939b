package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.TextItem;
import java.text.BreakIterator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What stands for the pictures of a document where they cannot be seen.
final class AltTexts {
  /// For a picture of which nothing is known: docling's for all of them.
  static final String MISSING = "Image";

  private static final String LANGUAGE_OF_MISSING = "en";

  /// A description is cut to this. A screen reader reads an alternative in one go, without a way to
  /// stop and go back in it; what is longer belongs into the text.
  static final int MAX_CHARS = 250;

  private final ImageAltMode mode;

  /// What the source says stands for a picture, by its pointer.
  private final Map<String, String> fromSource = new HashMap<>();

  AltTexts(DoclingDocument document, ImageAltMode mode) {
    this.mode = mode;
    List<PagestreamNotes.Source> sources =
        document.pagestream().map(PagestreamNotes::sources).orElse(List.of());
    sources.forEach(
        source -> source.altText().ifPresent(alt -> fromSource.put(source.picture(), alt)));
  }

  /// @param text one line; empty for a picture that says nothing
  /// @param language BCP 47; empty when it is the document's or not known
  record Alt(String text, Optional<String> language) {}

  Alt of(PictureItem picture, List<TextItem> captions) {
    return switch (mode) {
      case STATIC -> missing();
      case CAPTION -> caption(captions).orElseGet(AltTexts::missing);
      case DESCRIPTION ->
          isDecorative(picture)
              ? new Alt("", Optional.empty())
              : described(picture)
                  .or(() -> fromSource(picture))
                  .or(() -> caption(captions))
                  .orElseGet(AltTexts::missing);
    };
  }

  /// Whether the picture is to be passed over.
  boolean isDecorative(PictureItem picture) {
    return mode == ImageAltMode.DESCRIPTION
        && description(picture).flatMap(PictureMeta.Description::decorative).orElse(false);
  }

  private static Optional<Alt> described(PictureItem picture) {
    return description(picture)
        .flatMap(said ->
            line(said.altText().orElse(""))
                .or(() -> line(said.text()).map(AltTexts::shortened))
                .map(line -> new Alt(line, said.language().flatMap(Languages::tag))));
  }

  private static Optional<PictureMeta.Description> description(PictureItem picture) {
    return picture.meta().flatMap(PictureMeta::description);
  }

  private Optional<Alt> fromSource(PictureItem picture) {
    return line(fromSource.getOrDefault(picture.selfRef(), "")).map(AltTexts::unknown);
  }

  private static Optional<Alt> caption(List<TextItem> captions) {
    return line(captions.stream().map(TextItem::text).collect(Collectors.joining(" ")))
        .map(AltTexts::unknown);
  }

  private static Alt unknown(String text) {
    return new Alt(text, Optional.empty());
  }

  private static Alt missing() {
    return new Alt(MISSING, Optional.of(LANGUAGE_OF_MISSING));
  }

  private static Optional<String> line(String text) {
    return Optional.of(Inline.oneLine(text)).filter(line -> !line.isEmpty());
  }

  /// Whole sentences, as many as there is room for; words when the first is too long.
  static String shortened(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    int sentences = lastBorder(BreakIterator.getSentenceInstance(Locale.ROOT), text);
    if (sentences > 0) {
      return text.substring(0, sentences).strip();
    }
    int words = lastBorder(BreakIterator.getLineInstance(Locale.ROOT), text);
    int end = words > 0 ? words : lastBorder(BreakIterator.getCharacterInstance(Locale.ROOT), text);
    return text.substring(0, end).strip() + "…";
  }

  /// @return 0 when there is none
  private static int lastBorder(BreakIterator borders, String text) {
    borders.setText(text);
    return borders.preceding(MAX_CHARS + 1);
  }
}
