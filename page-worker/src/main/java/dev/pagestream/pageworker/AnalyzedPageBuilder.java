package dev.pagestream.pageworker;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.PromptContext;
import dev.pagestream.pageworker.picture.Surroundings;
import dev.pagestream.schema.PageTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Puts blocks, crops and questions of a page together. Used for one page, by one thread.
final class AnalyzedPageBuilder {
  /// A class that is less certain would mislead a model that is told it.
  private static final double TOLD_CONFIDENCE = 0.8;

  private final ArrangedPage page;
  private final Optional<QuestionBuilder> description;
  private final Optional<QuestionBuilder> chart;
  private final Optional<QuestionBuilder> conversion;
  private final List<PageBlock> blocks = new ArrayList<>();
  private final List<byte[]> crops = new ArrayList<>();
  private final List<AnalyzedPage.Question> questions = new ArrayList<>();
  private long cropsBytes;
  private PageContent.@Nullable Conversion converted;

  AnalyzedPageBuilder(ArrangedPage page, PageTask task, String tenant) {
    this.page = page;
    this.description =
        Optional.ofNullable(task.getPictureDescription())
            .map(asked -> new QuestionBuilder(asked, tenant));
    this.chart =
        Optional.ofNullable(task.getChartExtraction())
            .map(asked -> new QuestionBuilder(asked, tenant));
    this.conversion =
        Optional.ofNullable(task.getPageConversion())
            .map(asked -> new QuestionBuilder(asked, tenant));
  }

  void add(ArrangedPage.Text text) {
    blocks.add(text.block());
  }

  void add(ArrangedPage.Table table) {
    blocks.add(table.block());
  }

  /// @param skipped empty when it is to be described, and then there is a crop
  /// @param asChart whether it is asked for the data behind it, and then there is a crop
  /// @param classes best first; empty when it is not classified
  void add(
      ArrangedPage.Picture picture,
      Optional<PageBlock.Skip> skipped,
      boolean asChart,
      List<PageBlock.ClassScore> classes,
      Optional<Crop> image) {
    Optional<PageBlock.Crop> crop = image.map(this::store);
    Optional<PageBlock.ClassScore> known = classes.stream().findFirst();
    UnaryOperator<String> context =
        prompt -> withContext(prompt, picture, known, image.orElseThrow());
    Optional<String> fingerprint =
        skipped.isPresent()
            ? Optional.empty()
            : Optional.of(
                ask(description.orElseThrow(), picture.index(), crop.orElseThrow(), known, context)
                    .fingerprint());
    List<PageBlock.Question> more = new ArrayList<>();
    if (asChart) {
      AnalyzedPage.Question question =
          ask(chart.orElseThrow(), picture.index(), crop.orElseThrow(), known, context);
      more.add(new PageBlock.Question(question.purpose(), question.fingerprint()));
    }
    blocks.add(
        new PageBlock.Picture(
            picture.index(),
            picture.box(),
            picture.caption(),
            crop,
            fingerprint,
            skipped,
            classes,
            more,
            picture.alternate(),
            picture.panels()));
  }

  /// Has the whole page converted by a model.
  ///
  /// @param image the page, rendered
  void convert(Crop image) {
    QuestionBuilder asked = conversion.orElseThrow();
    PageBlock.Crop crop = store(image);
    AnalyzedPage.Question question =
        ask(asked, AnalyzedPage.WHOLE_PAGE, crop, Optional.empty(), UnaryOperator.identity());
    converted = new PageContent.Conversion(question.fingerprint(), asked.responseFormat(), crop);
  }

  AnalyzedPage build() {
    return new AnalyzedPage(
        new PageContent(
            page.page(), page.widthPt(), page.heightPt(), blocks, Optional.ofNullable(converted)),
        crops,
        questions);
  }

  private PageBlock.Crop store(Crop crop) {
    PageBlock.Crop stored =
        new PageBlock.Crop(
            cropsBytes,
            crop.bytes().length,
            crop.mediaType(),
            crop.widthPx(),
            crop.heightPx(),
            crop.sha256());
    crops.add(crop.bytes());
    cropsBytes += crop.bytes().length;
    return stored;
  }

  private AnalyzedPage.Question ask(
      QuestionBuilder asked,
      int picture,
      PageBlock.Crop crop,
      Optional<PageBlock.ClassScore> known,
      UnaryOperator<String> context) {
    AnalyzedPage.Question question = asked.about(picture, crop, known, context);
    questions.add(question);
    return question;
  }

  private String withContext(
      String prompt,
      ArrangedPage.Picture picture,
      Optional<PageBlock.ClassScore> known,
      Crop image) {
    Surroundings around = Surroundings.of(page, picture);
    return new PromptContext(
            page.captionOf(picture),
            picture.alternate(),
            picture.words(),
            image.widthPx(),
            image.heightPx(),
            known
                .filter(score -> score.confidence() >= TOLD_CONFIDENCE)
                .map(PageBlock.ClassScore::name),
            around.heading(),
            around.before(),
            around.after())
        .appendTo(prompt);
  }
}
