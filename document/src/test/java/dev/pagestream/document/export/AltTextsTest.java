package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.TextItem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AltTextsTest {
  private static final String SENTENCE =
      "A bar chart with four bars that rise from left to right. ";

  @ParameterizedTest
  @EnumSource
  void aPictureOfWhichNothingIsKnownIsAnImage(ImageAltMode mode) {
    assertThat(alt(mode, draft("", Optional.empty()))).isEqualTo("Image");
    assertThat(alt(mode, draft("\u0000 \u202E\n", Optional.empty()))).isEqualTo("Image");
  }

  @Test
  void staticIsAlwaysTheSame() {
    assertThat(alt(ImageAltMode.STATIC, draft("Figure 1", described("A chart."))))
        .isEqualTo("Image");
  }

  @Test
  void captionIsTheCaptionInOneLine() {
    assertThat(alt(ImageAltMode.CAPTION, draft("Figure 1:\n  Sales", described("A chart."))))
        .isEqualTo("Figure 1: Sales");
  }

  @Test
  void descriptionPrefersWhatWasWrittenAsAlternative() {
    assertThat(
            alt(
                ImageAltMode.DESCRIPTION,
                draft(
                    "Figure 1",
                    Optional.of(HtmlSamples.meta("A long story.", Optional.of("Four bars."))))))
        .isEqualTo("Four bars.");
  }

  @Test
  void descriptionFallsBackToTheSourceThenToTheCaption() {
    DocumentDraft undescribed = draft("Figure 1", Optional.empty());
    assertThat(alt(ImageAltMode.DESCRIPTION, undescribed)).isEqualTo("Figure 1");
    assertThat(alt(ImageAltMode.DESCRIPTION, undescribed.alternate("What the author wrote")))
        .isEqualTo("What the author wrote");
  }

  @Test
  void aDecorativePictureHasAnEmptyOneOnlyWhereDescriptionsAreUsed() {
    DocumentDraft decorative = draft("Figure 1", Optional.of(HtmlSamples.decorative()));
    assertThat(alt(ImageAltMode.DESCRIPTION, decorative)).isEmpty();
    assertThat(alt(ImageAltMode.CAPTION, decorative)).isEqualTo("Figure 1");
    assertThat(alt(ImageAltMode.STATIC, decorative)).isEqualTo("Image");
  }

  @Test
  void aLongDescriptionEndsAfterASentence() {
    assertThat(AltTexts.shortened(SENTENCE.repeat(9).strip()))
        .isEqualTo(SENTENCE.repeat(4).strip());
  }

  @Test
  void aLongSentenceEndsAfterAWord() {
    String shortened = AltTexts.shortened("longword ".repeat(40).strip());

    assertThat(shortened).hasSizeLessThanOrEqualTo(AltTexts.MAX_CHARS + 1).endsWith("longword…");
  }

  @Test
  void aLongWordEndsBetweenCharacters() {
    String shortened = AltTexts.shortened("x" + "📈".repeat(AltTexts.MAX_CHARS));

    assertThat(shortened.substring(1)).matches("(?:📈)+…");
  }

  @Test
  void whatFitsIsKept() {
    String fits = "x".repeat(AltTexts.MAX_CHARS);

    assertThat(AltTexts.shortened(fits)).isEqualTo(fits);
    assertThat(AltTexts.shortened(fits + "x")).hasSize(AltTexts.MAX_CHARS + 1).endsWith("x…");
  }

  private static Optional<PictureMeta> described(String text) {
    return Optional.of(HtmlSamples.meta(text, Optional.empty()));
  }

  private static DocumentDraft draft(String caption, Optional<PictureMeta> meta) {
    return new DocumentDraft("d").picture(caption, meta, Optional.empty());
  }

  private static String alt(ImageAltMode mode, DocumentDraft draft) {
    DoclingDocument document = draft.build();
    PictureItem picture = document.pictures().getFirst();
    List<TextItem> captions =
        picture.captions().stream().map(ref -> (TextItem) document.resolve(ref)).toList();
    return new AltTexts(document, mode).of(picture, captions).text();
  }
}
