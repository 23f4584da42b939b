package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.text.Cues;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Captions that do not say that they are: a line or two in small type, close under a picture and
/// set to its width, as newspapers and brochures have them.
final class PlainCaptions {
  private static final double FARTHEST_EM = 1.6;
  private static final double LARGEST = 1.02;
  private static final double SLACK_PT = 6;
  private static final double SET_TO_PT = 6;
  private static final int MOST_ROWS = 4;
  private static final int MOST_GLYPHS = 300;
  private static final int FEWEST_GLYPHS = 8;
  private static final double SMALLEST_WIDTH_PT = 60;

  private PlainCaptions() {}

  /// The same pictures; those without a caption may have got one.
  static List<Captioned> give(List<Captioned> pictures, PageText text) {
    if (pictures.isEmpty()) {
      return pictures;
    }
    List<TextBlock> free = new ArrayList<>(text.blocks());
    free.removeIf(block -> !isCaptionLike(block, text));
    List<Captioned> captioned = new ArrayList<>();
    for (Captioned picture : pictures) {
      Optional<TextBlock> caption =
          picture.caption().isPresent() || picture.cluster().box().width() < SMALLEST_WIDTH_PT
              ? Optional.empty()
              : nearest(picture.cluster().box(), free);
      caption.ifPresent(free::remove);
      captioned.add(caption.map(found -> Captioned.with(picture.cluster(), found)).orElse(picture));
    }
    return captioned;
  }

  private static boolean isCaptionLike(TextBlock block, PageText text) {
    return !block.vertical()
        && !text.isFixed(block)
        && block.fontSizePt() <= LARGEST * text.statistics().bodyPt()
        && block.glyphs() >= FEWEST_GLYPHS
        && block.glyphs() <= MOST_GLYPHS
        && !block.allBold()
        && block.rows() <= MOST_ROWS
        && Cues.marker(block.first().text()).isEmpty();
  }

  private static Optional<TextBlock> nearest(Box picture, List<TextBlock> blocks) {
    return blocks.stream()
        .filter(block -> {
          Box box = block.box();
          double gap = box.top() - picture.bottom();
          return gap >= -2
              && gap <= FARTHEST_EM * block.fontSizePt()
              && box.left() >= picture.left() - SLACK_PT
              && box.right() <= picture.right() + SLACK_PT
              && isSetTo(picture, box);
        })
        .min(Comparator.comparingDouble(block -> block.box().top()));
  }

  /// Begins where the picture begins, ends where it ends, or stands in its middle.
  private static boolean isSetTo(Box picture, Box words) {
    return Math.abs(words.left() - picture.left()) < SET_TO_PT
        || Math.abs(words.right() - picture.right()) < SET_TO_PT
        || Math.abs(Boxes.centreX(words) - Boxes.centreX(picture)) < SET_TO_PT;
  }
}
