package dev.pagestream.pageworker;

import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.PromptContext;
import dev.pagestream.schema.PictureDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts blocks, crops and questions of a page together. Used for one page, by one thread.
final class AnalyzedPageBuilder {
  private final ArrangedPage page;
  private final Optional<PictureDescription> description;
  private final String tenant;
  private final List<PageBlock> blocks = new ArrayList<>();
  private final List<byte[]> crops = new ArrayList<>();
  private final List<AnalyzedPage.Question> questions = new ArrayList<>();
  private long cropsBytes;

  /// @param description empty when no picture is to be described
  AnalyzedPageBuilder(ArrangedPage page, Optional<PictureDescription> description, String tenant) {
    this.page = page;
    this.description = description;
    this.tenant = tenant;
  }

  void add(ArrangedPage.Text text) {
    blocks.add(text.block());
  }

  /// @param skipped empty when it is to be described, and then there is a crop
  void add(ArrangedPage.Picture picture, Optional<PageBlock.Skip> skipped, Optional<Crop> image) {
    Optional<PageBlock.Crop> crop = image.map(this::store);
    Optional<String> fingerprint =
        skipped.isPresent()
            ? Optional.empty()
            : Optional.of(ask(picture, image.orElseThrow(), crop.orElseThrow()));
    blocks.add(
        new PageBlock.Picture(
            picture.index(),
            picture.box(),
            picture.caption(),
            crop,
            fingerprint,
            skipped,
            List.of()));
  }

  AnalyzedPage build() {
    return new AnalyzedPage(
        new PageContent(page.page(), page.widthPt(), page.heightPt(), blocks), crops, questions);
  }

  private PageBlock.Crop store(Crop crop) {
    PageBlock.Crop stored =
        new PageBlock.Crop(
            cropsBytes,
            crop.png().length,
            Crop.MEDIA_TYPE,
            crop.widthPx(),
            crop.heightPx(),
            crop.sha256());
    crops.add(crop.png());
    cropsBytes += crop.png().length;
    return stored;
  }

  /// Asks about a picture and returns the fingerprint it is asked under.
  private String ask(ArrangedPage.Picture picture, Crop image, PageBlock.Crop crop) {
    PictureDescription asked = description.orElseThrow();
    String prompt = asked.getPrompt();
    if (asked.getPromptContext()) {
      prompt =
          new PromptContext(
                  page.captionOf(picture),
                  picture.words(),
                  image.widthPx(),
                  image.heightPx(),
                  Optional.empty())
              .appendTo(prompt);
    }
    String fingerprint =
        Fingerprint.of(crop.sha256(), asked.getModel(), prompt, asked.getParams(), tenant);
    questions.add(
        new AnalyzedPage.Question(
            picture.index(),
            fingerprint,
            prompt,
            crop.sha256(),
            crop.offset(),
            crop.length(),
            crop.mediaType()));
    return fingerprint;
  }
}
