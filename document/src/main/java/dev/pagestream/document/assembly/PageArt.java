package dev.pagestream.document.assembly;

import dev.pagestream.document.SkipReason;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pictures that decorate pages instead of saying something: the same pixels in the same place of
/// many pages, such as a logo in the running header, and backgrounds. They keep their descriptions;
/// the layer tells readers to pass over them, as they do over page headers.
final class PageArt {
  /// A picture decorates when it stands on one page in four, and on three at least: twice the same
  /// may be a cover and its back.
  private static final int ONE_PAGE_IN = 4;

  private static final int MIN_PAGES = 3;

  /// Places are equal up to the rounding of the source.
  private static final double GRID_PT = 4;

  /// What was too small to be cropped is told by its place alone; a larger thing may be a scan.
  private static final double LARGEST_UNSEEN_SHARE = 0.05;

  /// Of the page, from which art lies behind the text.
  private static final double BACKGROUND_SHARE = 0.8;

  private final Set<Art> repeated;

  private PageArt(Set<Art> repeated) {
    this.repeated = repeated;
  }

  /// @param pixels sha-256 of the crop; empty when there is none
  private record Art(String pixels, long left, long top, long right, long bottom) {}

  static PageArt in(List<ReadPage> pages) {
    Map<Art, Set<Integer>> pagesOfArt = new HashMap<>();
    for (ReadPage page : pages) {
      page.content()
          .pictures()
          .filter(picture -> mayDecorate(page, picture))
          .forEach(picture ->
              pagesOfArt.computeIfAbsent(art(picture), _ -> new HashSet<>()).add(page.number()));
    }
    int enough = Math.max(MIN_PAGES, Math.ceilDiv(pages.size(), ONE_PAGE_IN));
    pagesOfArt.values().removeIf(on -> on.size() < enough);
    return new PageArt(Set.copyOf(pagesOfArt.keySet()));
  }

  ContentLayer layerOf(ReadPage page, PageBlock.Picture picture) {
    boolean background =
        picture.skipped().filter(skip -> skip.reason() == SkipReason.PAGE_BACKGROUND).isPresent();
    if (background) {
      return ContentLayer.BACKGROUND;
    }
    if (!mayDecorate(page, picture) || !repeated.contains(art(picture))) {
      return ContentLayer.BODY;
    }
    return share(page, picture) >= BACKGROUND_SHARE
        ? ContentLayer.BACKGROUND
        : ContentLayer.FURNITURE;
  }

  private static boolean mayDecorate(ReadPage page, PageBlock.Picture picture) {
    return picture.caption().isEmpty()
        && !picture.box().equals(Box.NOWHERE)
        && (picture.crop().isPresent() || share(page, picture) < LARGEST_UNSEEN_SHARE);
  }

  private static double share(ReadPage page, PageBlock.Picture picture) {
    double area = page.content().widthPt() * page.content().heightPt();
    return area > 0 ? picture.box().area() / area : 0;
  }

  private static Art art(PageBlock.Picture picture) {
    Box box = picture.box();
    return new Art(
        picture.crop().map(PageBlock.Crop::sha256).orElse(""),
        Math.round(box.left() / GRID_PT),
        Math.round(box.top() / GRID_PT),
        Math.round(box.right() / GRID_PT),
        Math.round(box.bottom() / GRID_PT));
  }
}
