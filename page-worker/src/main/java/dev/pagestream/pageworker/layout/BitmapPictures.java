package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import java.util.ArrayList;
import java.util.List;

/// Pictures are the bitmaps of the page: strips and tiles put together again, decoration left out.
public final class BitmapPictures implements PictureFinder {
  /// A bitmap over more than this share of the page, with text on the page, is its background.
  private static final double BACKGROUND_SHARE = 0.85;

  /// Fewer characters than this are a stamp or a page number, not text set on a background.
  private static final int BACKGROUND_TEXT = 30;

  private static final double SMALLEST_SIDE_PT = 14;
  private static final double SMALLEST_AREA_PT2 = 450;
  private static final double LARGEST_ASPECT = 18;
  private static final double NESTED_SHARE = 0.9;

  @Override
  public List<FoundPicture> find(PageModel model) {
    List<FoundPicture> found = new ArrayList<>();
    List<Box> pictures = new ArrayList<>();
    for (Box box : ImageTiles.merge(model.images())) {
      if (isBackground(box, model)) {
        found.add(new FoundPicture(box, true));
      } else if (isPicture(box)) {
        pictures.add(box);
      }
    }
    for (Box box : ImageTiles.merge(withoutNested(pictures))) {
      found.add(new FoundPicture(box, false));
    }
    return found;
  }

  private static boolean isBackground(Box box, PageModel model) {
    return box.area() > BACKGROUND_SHARE * model.areaPt2()
        && model.lines().stream().mapToInt(line -> line.text().length()).sum() >= BACKGROUND_TEXT;
  }

  /// Bullets, icons of a few points and rules drawn as bitmaps are none.
  private static boolean isPicture(Box box) {
    double shorter = Math.min(box.width(), box.height());
    double longer = Math.max(box.width(), box.height());
    return shorter >= SMALLEST_SIDE_PT
        && box.area() >= SMALLEST_AREA_PT2
        && longer <= LARGEST_ASPECT * shorter;
  }

  /// Layers of one picture (shadow, mask, the same bitmap drawn twice) are one picture.
  private static List<Box> withoutNested(List<Box> boxes) {
    List<Box> outer = new ArrayList<>();
    for (Box box : boxes.stream().sorted((a, b) -> Double.compare(b.area(), a.area())).toList()) {
      if (outer.stream().noneMatch(other -> Boxes.inside(box, other) >= NESTED_SHARE)) {
        outer.add(box);
      }
    }
    return outer;
  }
}
