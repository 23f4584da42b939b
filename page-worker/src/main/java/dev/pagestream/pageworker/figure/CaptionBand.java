package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The stretch between a figure's caption and the text above it.
final class CaptionBand {
  private static final double TALLEST_SHARE = 0.6;
  private static final double COLUMN_SLACK = 0.4;
  private static final double NEAREST_TABLE_PT = 40;
  private static final double TABLE_CAPTION_PT = 25;
  private static final double SMALLEST_HEIGHT_PT = 35;
  private static final double SMALLEST_WIDTH_PT = 50;

  private CaptionBand() {}

  /// Empty when there is nothing drawn over the caption: a figure is never only a guess.
  static Optional<Cluster> over(
      TextBlock caption,
      List<Cluster> drawings,
      List<Cluster> tables,
      PageModel model,
      PageText text) {
    Box words = caption.box();
    double slack = COLUMN_SLACK * text.statistics().columnPt();
    double top = nearestTextAbove(caption, text);
    if (words.top() - top > TALLEST_SHARE * model.heightPt()) {
      return Optional.empty();
    }
    Box band = new Box(words.left() - slack, top, words.right() + slack, words.top());

    List<Cluster> inside =
        Stream.concat(
                drawings.stream(), tables.stream().filter(table -> isFigure(table, words, text)))
            .filter(cluster -> Boxes.holds(band, cluster.box(), 3))
            .toList();
    List<Atom> atoms = inside.stream().flatMap(cluster -> cluster.atoms().stream()).toList();
    if (atoms.isEmpty()) {
      return Optional.empty();
    }
    List<Box> boxes = new ArrayList<>(inside.stream().map(Cluster::box).toList());
    text.blocks().stream()
        .filter(block -> !text.isFixed(block) && Boxes.holds(band, block.box(), 3))
        .forEach(block -> boxes.add(block.box()));
    Box box = Boxes.union(boxes);
    return box.height() > SMALLEST_HEIGHT_PT && box.width() > SMALLEST_WIDTH_PT
        ? Optional.of(Cluster.whole(atoms, box, Optional.empty()))
        : Optional.empty();
  }

  private static double nearestTextAbove(TextBlock caption, PageText text) {
    return text.fixed().stream()
        .filter(block -> block != caption)
        .map(TextBlock::box)
        .filter(
            box -> box.bottom() <= caption.box().top() + 2 && Boxes.sharedX(box, caption.box()) > 0)
        .mapToDouble(Box::bottom)
        .max()
        .orElse(0);
  }

  /// Whether what looks like a table belongs to a figure, or its caption: not when it has a caption
  /// of its own.
  static boolean isFigure(Cluster table, Box figure, PageText text) {
    return Boxes.gapY(figure, table.box()) < NEAREST_TABLE_PT
        && text.tableCaptions().stream()
            .noneMatch(own ->
                table.box().top() - own.box().bottom() < TABLE_CAPTION_PT
                    && own.box().bottom() <= table.box().top() + 3
                    && Boxes.sharedX(own.box(), table.box()) > 0);
  }
}
