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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The work on one page: read, arrange, decide on pictures, crop, ask. Stateless, thread-safe; runs
/// on the thread of the page.
final class PageAnalysis {
  private final PageLayout layout;
  private final int maxPictures;
  private final PageClasses pageClasses;

  PageAnalysis(PageLayout layout, int maxPictures, PageClasses pageClasses) {
    this.layout = layout;
    this.maxPictures = maxPictures;
    this.pageClasses = pageClasses;
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
    Map<Integer, Crop> crops = crops(source, page, task, skips, charts);
    Map<Integer, List<PageBlock.ClassScore>> classes =
        classesWanted(task, request)
            ? pageClasses.of(source, page, crops, task.getClassifyPictures())
            : Map.of();
    filterByClass(page, request, classes, skips);
    charts.removeIf(picture -> pageClasses.isNoChart(classes.getOrDefault(picture, List.of())));
    if (!task.getKeepImages()) {
      crops.keySet().removeIf(index -> skips.containsKey(index) && !charts.contains(index));
    }
    AnalyzedPageBuilder builder = new AnalyzedPageBuilder(page, task, tenant);
    fill(builder, page, skips, charts, classes, crops);
    if (task.getPageConversion() != null && source.drawn()) {
      Box whole = new Box(0, 0, page.widthPt(), page.heightPt());
      double scale = task.getPageConversion().getScale();
      builder.convert(source.crop(task.getPage(), List.of(whole), scale).getFirst());
    }
    return builder.build();
  }

  /// As in docling, who filters by class or wants charts read has pictures classified.
  private static boolean classesWanted(PageTask task, Optional<PictureRequest> request) {
    return task.getClassifyPictures()
        || task.getChartExtraction() != null
        || request.filter(PictureRequest::filtersByClass).isPresent();
  }

  private static void filterByClass(
      ArrangedPage page,
      Optional<PictureRequest> request,
      Map<Integer, List<PageBlock.ClassScore>> classes,
      Map<Integer, PageBlock.Skip> skips) {
    request.ifPresent(wanted ->
        page.pictures()
            .map(ArrangedPage.Picture::index)
            .filter(index -> !skips.containsKey(index))
            .forEach(index ->
                PictureFilter.skipByClass(wanted, classes.getOrDefault(index, List.of()))
                    .ifPresent(skip -> skips.put(index, skip))));
  }

  /// Pictures that are asked for the data behind them; which of them are charts the model says.
  private static Set<Integer> charts(ArrangedPage page, PageTask task) {
    if (task.getChartExtraction() == null) {
      return new HashSet<>();
    }
    PictureRequest request = PictureRequest.above(task.getChartExtraction().getAreaThreshold());
    return page.pictures()
        .filter(picture -> PictureFilter.skip(page, picture, Optional.of(request)).isEmpty())
        .map(ArrangedPage.Picture::index)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Optional<PictureRequest> request(PageTask task) {
    return Optional.ofNullable(task.getPictureDescription())
        .map(description ->
            classifiesFirst(description)
                ? PictureRequest.above(description.getAreaThreshold())
                : new PictureRequest(
                    description.getAreaThreshold(),
                    classes(description.getClassificationAllow()),
                    classes(description.getClassificationDeny()),
                    description.getClassificationMinConfidence()));
  }

  private static Set<String> classes(@Nullable List<String> names) {
    return names == null ? Set.of() : Set.copyOf(names);
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
      Map<Integer, List<PageBlock.ClassScore>> classes,
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
                classes.getOrDefault(picture.index(), List.of()),
                Optional.ofNullable(crops.get(picture.index())));
      }
    }
  }
}
