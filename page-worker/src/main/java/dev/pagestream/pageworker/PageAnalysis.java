package dev.pagestream.pageworker;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.PictureFilter;
import dev.pagestream.pageworker.picture.PictureRequest;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.pageworker.source.PictureImage;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The work on one page: read, arrange, decide on pictures, crop, ask. Stateless, thread-safe; runs
/// on the thread of the page.
final class PageAnalysis {
  private final PageLayout layout;
  private final int maxPictures;

  PageAnalysis(PageLayout layout, int maxPictures) {
    this.layout = layout;
    this.maxPictures = maxPictures;
  }

  AnalyzedPage analyse(PageSource source, PageTask task, String tenant)
      throws IOException, PageFailedException {
    ArrangedPage page = source.arrange(task.getPage(), layout);
    long pictures = page.pictures().count();
    if (pictures > maxPictures) {
      throw new PageFailedException(
          FailureCode.PAGE_UNREADABLE,
          "The page has " + pictures + " pictures; up to " + maxPictures + " are handled.");
    }
    Optional<PictureRequest> request = request(task);
    Map<Integer, PageBlock.Skip> skips = new HashMap<>();
    page.pictures()
        .forEach(picture ->
            PictureFilter.skip(page, picture, request)
                .ifPresent(skip -> skips.put(picture.index(), skip)));
    Set<Integer> charts = charts(page, task);
    AnalyzedPageBuilder builder = new AnalyzedPageBuilder(page, task, tenant);
    fill(builder, page, skips, charts, crops(source, page, task, skips, charts));
    if (task.getPageConversion() != null && source.drawn()) {
      Box whole = new Box(0, 0, page.widthPt(), page.heightPt());
      double scale = task.getPageConversion().getScale();
      builder.convert(source.crop(task.getPage(), List.of(whole), scale).getFirst());
    }
    return builder.build();
  }

  /// Pictures that are asked for the data behind them; which of them are charts the model says.
  private static Set<Integer> charts(ArrangedPage page, PageTask task) {
    if (task.getChartExtraction() == null) {
      return Set.of();
    }
    PictureRequest request =
        new PictureRequest(task.getChartExtraction().getAreaThreshold(), Set.of());
    return page.pictures()
        .filter(picture -> PictureFilter.skip(page, picture, Optional.of(request)).isEmpty())
        .map(ArrangedPage.Picture::index)
        .collect(Collectors.toSet());
  }

  private static Optional<PictureRequest> request(PageTask task) {
    return Optional.ofNullable(task.getPictureDescription())
        .map(description ->
            new PictureRequest(
                description.getAreaThreshold(),
                classifiesFirst(description) || description.getClassificationAllow() == null
                    ? Set.of()
                    : Set.copyOf(description.getClassificationAllow())));
  }

  /// Then the model says what a picture is, and the task ends there when it is not wanted.
  private static boolean classifiesFirst(PictureDescription description) {
    return description.getSteps().size() > 1
        && description.getSteps().getFirst().getPurpose() == VisionPurpose.CLASSIFY_PICTURE;
  }

  /// Crops by picture index: of those that models are asked about, and of the others when images
  /// are kept. A picture without an image is skipped.
  private static Map<Integer, Crop> crops(
      PageSource source,
      ArrangedPage page,
      PageTask task,
      Map<Integer, PageBlock.Skip> skips,
      Set<Integer> charts)
      throws IOException, PageFailedException {
    Map<Integer, Crop> crops = new HashMap<>();
    List<ArrangedPage.Picture> asked =
        page.pictures()
            .filter(
                picture -> !skips.containsKey(picture.index()) || charts.contains(picture.index()))
            .toList();
    crop(source, task.getPage(), asked, scale(task), crops, skips);
    if (task.getKeepImages()) {
      List<ArrangedPage.Picture> kept =
          page.pictures().filter(picture -> !crops.containsKey(picture.index())).toList();
      crop(source, task.getPage(), kept, task.getImagesScale(), crops, skips);
    }
    return crops;
  }

  /// One crop serves all questions about a picture.
  private static double scale(PageTask task) {
    if (task.getPictureDescription() != null) {
      return task.getPictureDescription().getScale();
    }
    return task.getChartExtraction() == null
        ? task.getImagesScale()
        : task.getChartExtraction().getScale();
  }

  private static void crop(
      PageSource source,
      int page,
      List<ArrangedPage.Picture> pictures,
      double scale,
      Map<Integer, Crop> crops,
      Map<Integer, PageBlock.Skip> skips)
      throws IOException, PageFailedException {
    if (pictures.isEmpty()) {
      return;
    }
    List<PictureImage> images = source.images(page, pictures, scale);
    for (int i = 0; i < images.size(); i++) {
      int index = pictures.get(i).index();
      switch (images.get(i)) {
        case PictureImage.Present(Crop crop) -> crops.put(index, crop);
        case PictureImage.Missing(String why) ->
            skips.putIfAbsent(index, new PageBlock.Skip(SkipReason.NO_IMAGE, why));
      }
    }
  }

  private static void fill(
      AnalyzedPageBuilder builder,
      ArrangedPage page,
      Map<Integer, PageBlock.Skip> skips,
      Set<Integer> charts,
      Map<Integer, Crop> crops) {
    for (ArrangedPage.Item item : page.items()) {
      switch (item) {
        case ArrangedPage.Text text -> builder.add(text);
        case ArrangedPage.Table table -> builder.add(table);
        case ArrangedPage.Picture picture ->
            builder.add(
                picture,
                Optional.ofNullable(skips.get(picture.index())),
                charts.contains(picture.index()) && crops.containsKey(picture.index()),
                Optional.ofNullable(crops.get(picture.index())));
      }
    }
  }
}
