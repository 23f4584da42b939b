package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.text.Cues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which lines lie inside a picture, and which of them are its labels and so no text of the page.
///
/// @param outside lines of the running text, in their order
/// @param byPicture all lines inside a picture, its labels or not
public record PictureText(List<TextLine> outside, Map<Box, List<TextLine>> byPicture) {
  private static final double INSIDE_SHARE = 0.6;

  /// More than this, in at least so many lines, is text set on a picture: it stays in the text of
  /// the page.
  private static final double TEXT_COVER = 0.16;

  private static final int TEXT_LINES = 3;

  /// The title on the photograph of a cover is text too.
  private static final double COVER_SHARE = 0.6;

  public static PictureText of(PageModel model, List<FoundPicture> pictures) {
    List<TextLine> lines = model.lines();
    List<TextLine> outside = new ArrayList<>(lines);
    Map<Box, List<TextLine>> byPicture = new HashMap<>();
    for (FoundPicture found : pictures) {
      if (found.background()) {
        continue;
      }
      Box picture = found.box();
      List<TextLine> inside =
          lines.stream().filter(line -> Boxes.inside(line.box(), picture) >= INSIDE_SHARE).toList();
      byPicture.put(picture, inside);
      boolean cover = picture.area() > COVER_SHARE * model.areaPt2();
      if (found.kind() != FoundPicture.Kind.BITMAP || (!cover && areLabels(inside, picture))) {
        outside.removeAll(inside.stream().filter(line -> !Cues.caption(line.text())).toList());
      }
    }
    return new PictureText(outside, byPicture);
  }

  public List<TextLine> inside(Box picture) {
    return byPicture.getOrDefault(picture, List.of());
  }

  private static boolean areLabels(List<TextLine> inside, Box picture) {
    double cover =
        inside.stream().mapToDouble(line -> line.box().intersect(picture).area()).sum()
            / picture.area();
    return inside.size() < TEXT_LINES || cover <= TEXT_COVER;
  }
}
