package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.Margins;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes the labels of axes, ticks, boxes and legends into the drawing they belong to, and joins
/// drawings that their labels, or small gaps, hold together.
final class Labels {
  private static final int ROUNDS = 3;
  private static final int PASSES = 4;

  private static final double LABEL_COLUMNS = 0.6;
  private static final double LABEL_SIZE = 0.88;
  private static final int LABEL_GLYPHS = 220;
  private static final int LABEL_LINES = 10;

  private static final double OVERLAP = 0.05;
  private static final double DRAWING_WIDTH_PT = 40;
  private static final double DRAWING_HEIGHT_PT = 30;
  private static final double LARGEST_SIZE = 1.02;
  private static final int WEAK_MARKS = 4;
  private static final double MARK_EM = 4;
  private static final int NODE_GLYPHS = 25;
  private static final double NODE_EM = 0.35;

  /// A label is not taken when text that stands on its own would come in with it.
  private static final double COVERED_TEXT = 0.05;

  private static final double BETWEEN = 0.5;
  private static final double MERGE_X_EM = 0.7;
  private static final double MERGE_Y_EM = 0.9;

  private final PageModel model;
  private final PageText text;
  private final List<TextBlock> labels;
  private final double body;
  private final double column;

  private Labels(PageModel model, PageText text) {
    this.model = model;
    this.text = text;
    body = text.statistics().bodyPt();
    column = text.statistics().columnPt();
    labels = text.blocks().stream().filter(this::isLabel).toList();
  }

  static List<Cluster> absorb(List<Cluster> clusters, PageModel model, PageText text) {
    Labels labels = new Labels(model, text);
    List<Cluster> joined = labels.joinNodes(clusters);
    for (int round = 0; round < ROUNDS; round++) {
      List<Cluster> labelled = joined.stream().map(labels::withLabels).toList();
      joined = labels.mergeNear(labelled);
    }
    return joined;
  }

  /// Lines that end at the same word meet there: the nodes of a tree or of a diagram may be bare
  /// words.
  private List<Cluster> joinNodes(List<Cluster> clusters) {
    List<Cluster> joined = new ArrayList<>(clusters);
    for (TextBlock label : labels) {
      if (label.glyphs() > NODE_GLYPHS || label.lines().size() > 2) {
        continue;
      }
      Box reach = Boxes.grown(label.box(), NODE_EM * label.fontSizePt());
      List<Cluster> ends =
          joined.stream()
              .filter(cluster -> cluster.ink().drawn() > 0 && Boxes.touch(reach, cluster.box()))
              .toList();
      if (ends.size() >= 2) {
        joined.removeAll(ends);
        joined.add(ends.stream().reduce(Cluster::join).orElseThrow().with(label.box()));
      }
    }
    return joined;
  }

  /// Whether a block may label a drawing.
  private boolean isLabel(TextBlock block) {
    return !text.isFixed(block)
        && (block.box().width() < LABEL_COLUMNS * column || block.fontSizePt() < LABEL_SIZE * body)
        && block.glyphs() < LABEL_GLYPHS
        && block.lines().size() <= LABEL_LINES;
  }

  private Cluster withLabels(Cluster cluster) {
    Cluster grown = cluster;
    if (cluster.weak() && cluster.atoms().size() < WEAK_MARKS) {
      return cluster;
    }
    Set<TextBlock> taken = new HashSet<>();
    for (int pass = 0; pass < PASSES; pass++) {
      int before = taken.size();
      for (TextBlock label : labels) {
        if (!taken.contains(label) && belongs(label, grown)) {
          taken.add(label);
          grown = grown.with(label.box());
        }
      }
      if (taken.size() == before) {
        break;
      }
    }
    return grown;
  }

  private boolean belongs(TextBlock label, Cluster cluster) {
    if (Boxes.holds(cluster.box(), label.box(), 0)) {
      return false; // It is in already.
    }
    boolean near =
        Boxes.inside(label.box(), cluster.box()) > OVERLAP
            || (!cluster.photo() && isDrawing(cluster.box()) && isBesideOrAbove(label, cluster))
            || (isRunningMark(cluster) && isBeside(label, cluster));
    return near && !coversText(cluster.box(), label.box());
  }

  /// A sign in the running header or footer, whose name stands beside it.
  private boolean isRunningMark(Cluster cluster) {
    return cluster.ink().drawn() > 0
        && cluster.box().height() < MARK_EM * body
        && cluster.parts().size() == 1
        && Margins.running(cluster.box(), model);
  }

  private static boolean isBeside(TextBlock label, Cluster mark) {
    double em = label.fontSizePt();
    return label.lines().size() == 1
        && Boxes.sharedY(label.box(), mark.box()) > 0.5 * label.box().height()
        && Boxes.gapX(label.box(), mark.box()) < 0.8 * em
        && label.box().width() < 6 * mark.box().height();
  }

  private static boolean isDrawing(Box box) {
    return box.width() > DRAWING_WIDTH_PT && box.height() > DRAWING_HEIGHT_PT;
  }

  private boolean isBesideOrAbove(TextBlock label, Cluster cluster) {
    Box box = label.box();
    double em = label.fontSizePt();
    if (em > LARGEST_SIZE * body) {
      return false;
    }
    boolean aboveOrBelow =
        Boxes.sharedX(box, cluster.box()) > 0.5 * box.width()
            && Boxes.gapY(box, cluster.box()) < 0.75 * em
            && label.lines().size() <= 3;
    boolean beside =
        Boxes.sharedY(box, cluster.box()) > 0.5 * box.height()
            && Boxes.gapX(box, cluster.box()) < (label.vertical() ? 1.6 : 0.9) * em
            && box.width() < 0.35 * column;
    return aboveOrBelow || beside;
  }

  private boolean coversText(Box before, Box more) {
    Box after = before.union(more);
    return text.fixed().stream()
        .anyMatch(block ->
            Boxes.inside(block.box(), after) - Boxes.inside(block.box(), before) > COVERED_TEXT);
  }

  /// Also what overlaps.
  private List<Cluster> mergeNear(List<Cluster> clusters) {
    List<Cluster> merged = new ArrayList<>(clusters);
    for (int i = 0; i < merged.size(); i++) {
      int k = i + 1;
      while (k < merged.size()) {
        if (belongTogether(merged.get(i), merged.get(k))) {
          merged.set(i, merged.get(i).join(merged.remove(k)));
          k = i + 1; // What was too far may be near now.
        } else {
          k++;
        }
      }
    }
    return merged;
  }

  private boolean belongTogether(Cluster a, Cluster b) {
    if ((a.whole() && b.whole()) || (a.weak() && b.weak())) {
      return false;
    }
    if (a.bitmapsOnly() && b.bitmapsOnly() && !Boxes.touch(a.box(), b.box())) {
      return false; // Photographs side by side are several, unless a caption says otherwise.
    }
    return Boxes.gapX(a.box(), b.box()) < MERGE_X_EM * body
        && Boxes.gapY(a.box(), b.box()) < MERGE_Y_EM * body
        && !text.separates(a.box(), b.box(), BETWEEN);
  }
}
