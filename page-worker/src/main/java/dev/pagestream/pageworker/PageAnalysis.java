package dev.pagestream.pageworker;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.PictureFilter;
import dev.pagestream.pageworker.picture.PictureRequest;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.schema.PageTask;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    ArrangedPage page = layout.arrange(source.read(task.getPage()));
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
    return content(page, task, tenant, skips, crops(source, page, task, skips));
  }

  private static Optional<PictureRequest> request(PageTask task) {
    return Optional.ofNullable(task.getPictureDescription())
        .map(description ->
            new PictureRequest(
                description.getAreaThreshold(),
                description.getClassificationAllow() == null
                    ? new HashSet<>()
                    : new HashSet<>(description.getClassificationAllow())));
  }

  /// Crops by picture index: of those to be described, and of the others when images are kept.
  private static Map<Integer, Crop> crops(
      PageSource source, ArrangedPage page, PageTask task, Map<Integer, PageBlock.Skip> skips)
      throws IOException, PageFailedException {
    Map<Integer, Crop> crops = new HashMap<>();
    List<ArrangedPage.Picture> described =
        page.pictures().filter(picture -> !skips.containsKey(picture.index())).toList();
    if (task.getPictureDescription() != null) {
      crop(source, task.getPage(), described, task.getPictureDescription().getScale(), crops);
    }
    if (task.getKeepImages()) {
      List<ArrangedPage.Picture> kept =
          page.pictures().filter(picture -> skips.containsKey(picture.index())).toList();
      crop(source, task.getPage(), kept, task.getImagesScale(), crops);
    }
    return crops;
  }

  private static void crop(
      PageSource source,
      int page,
      List<ArrangedPage.Picture> pictures,
      double scale,
      Map<Integer, Crop> crops)
      throws IOException, PageFailedException {
    if (pictures.isEmpty()) {
      return;
    }
    List<Box> boxes = pictures.stream().map(ArrangedPage.Picture::box).toList();
    List<Crop> images = source.crop(page, boxes, scale);
    for (int i = 0; i < images.size(); i++) {
      crops.put(pictures.get(i).index(), images.get(i));
    }
  }

  private static AnalyzedPage content(
      ArrangedPage page,
      PageTask task,
      String tenant,
      Map<Integer, PageBlock.Skip> skips,
      Map<Integer, Crop> crops) {
    AnalyzedPageBuilder builder =
        new AnalyzedPageBuilder(page, Optional.ofNullable(task.getPictureDescription()), tenant);
    for (ArrangedPage.Item item : page.items()) {
      switch (item) {
        case ArrangedPage.Text text -> builder.add(text);
        case ArrangedPage.Picture picture ->
            builder.add(
                picture,
                Optional.ofNullable(skips.get(picture.index())),
                Optional.ofNullable(crops.get(picture.index())));
      }
    }
    return builder.build();
  }
}
