package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Groups what one caption speaks of: panels in rows and stacks, and the labels between them and
/// the caption.
final class CaptionGroups {
  private static final double SMALLEST_PANEL_PT2 = 60;
  private static final double COLUMN_SLACK = 0.3;
  private static final double ROW_OVERLAP = 0.3;
  private static final double ROW_GAP_SHARE = 0.25;
  private static final double ALIGNED_PT = 12;
  private static final double CENTRED = 0.05;
  private static final double BEGUN_WIDTH = 0.5;
  private static final double STACK_GAP_EM = 3.2;
  private static final double BETWEEN = 0.15;
  private static final double LABEL_SLACK = 0.12;
  private static final double LABEL_GAP_EM = 1.2;

  private final PageModel model;
  private final PageText text;
  private final List<Cluster> free;
  private final List<Cluster> tables;
  private final List<Captioned> captioned = new ArrayList<>();

  private CaptionGroups(
      List<Cluster> clusters, List<Cluster> tables, PageModel model, PageText text) {
    this.model = model;
    this.text = text;
    free = new ArrayList<>(clusters);
    this.tables = new ArrayList<>(tables);
  }

  /// All clusters, grouped, with their captions.
  ///
  /// @param tables clusters that look like tables: figures too, when a figure's caption says so
  static List<Captioned> of(
      List<Cluster> clusters, List<Cluster> tables, PageModel model, PageText text) {
    CaptionGroups groups = new CaptionGroups(clusters, tables, model, text);
    groups.take(CaptionMatch.of(clusters, text));
    groups.takeBands();
    groups.take(CaptionMatch.lastResort(groups.free, groups.unused()));
    List<Captioned> all = new ArrayList<>(groups.captioned);
    groups.free.forEach(cluster -> all.add(Captioned.without(cluster)));
    return all;
  }

  private void take(Map<TextBlock, Cluster> matches) {
    free.removeAll(matches.values());
    matches.entrySet().stream()
        .sorted(Comparator.comparingDouble(match -> match.getKey().box().top()))
        .forEach(match ->
            captioned.add(Captioned.with(group(match.getValue(), match.getKey()), match.getKey())));
  }

  private List<TextBlock> unused() {
    return text.figureCaptions().stream()
        .filter(caption ->
            captioned.stream().noneMatch(taken -> taken.caption().orElseThrow() == caption))
        .toList();
  }

  private Cluster group(Cluster first, TextBlock caption) {
    Cluster group = withRow(first, caption);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Cluster panel : List.copyOf(free)) {
        if (isPanel(panel, group, caption)) {
          free.remove(panel);
          group = group.group(panel);
          grown = true;
        }
      }
    }
    for (Cluster table : List.copyOf(tables)) {
      if (CaptionBand.isFigure(table, group.box(), text) && isPanel(table, group, caption)) {
        tables.remove(table);
        group = group.group(table);
      }
    }
    return withLabels(group, caption);
  }

  /// Panels of a row reach beyond the columns of the text; then their caption is set to the middle
  /// of the row, or begins where it begins.
  private Cluster withRow(Cluster first, TextBlock caption) {
    List<Cluster> mates =
        free.stream()
            .filter(cluster ->
                !cluster.weak()
                    && cluster.box().area() >= SMALLEST_PANEL_PT2
                    && aligned(cluster.box(), first.box())
                    && Boxes.sharedY(cluster.box(), first.box())
                        > 0.5 * Math.min(cluster.box().height(), first.box().height())
                    && sameSide(cluster.box(), first.box(), caption.box())
                    && !text.separates(cluster.box(), first.box(), BETWEEN))
            .toList();
    Cluster row = first;
    for (Cluster mate : mates) {
      row = row.group(mate);
    }
    if (mates.isEmpty() || !isSetTo(row.box(), caption.box())) {
      return first;
    }
    free.removeAll(mates);
    return row;
  }

  private static boolean isSetTo(Box row, Box caption) {
    boolean centred = Math.abs(Boxes.centreX(row) - Boxes.centreX(caption)) < CENTRED * row.width();
    boolean begun =
        Math.abs(row.left() - caption.left()) < ALIGNED_PT
            && caption.width() > BEGUN_WIDTH * row.width();
    return centred || begun;
  }

  private boolean isPanel(Cluster panel, Cluster group, TextBlock caption) {
    Box box = panel.box();
    if (panel.weak() ? panel.atoms().size() < 2 : box.area() < SMALLEST_PANEL_PT2) {
      return false;
    }
    Box whole = group.box();
    double slack = COLUMN_SLACK * text.statistics().columnPt() + 5;
    Box columns = whole.union(caption.box());
    boolean inColumns =
        box.left() >= columns.left() - slack && box.right() <= columns.right() + slack;
    boolean row =
        Boxes.sharedY(box, whole) > ROW_OVERLAP * Math.min(box.height(), whole.height())
            && Boxes.gapX(box, whole) < ROW_GAP_SHARE * model.widthPt();
    boolean stack =
        Boxes.sharedX(box, whole) > ROW_OVERLAP * Math.min(box.width(), whole.width())
            && freeGap(box, whole) < STACK_GAP_EM * text.statistics().bodyPt();
    return inColumns
        && (row || stack)
        && sameSide(box, whole, caption.box())
        && !text.separates(box, whole, BETWEEN)
        && nearest(box, whole, caption);
  }

  /// Panels of a row mostly begin, or end, on one line.
  private static boolean aligned(Box panel, Box group) {
    return Math.abs(panel.top() - group.top()) < ALIGNED_PT
        || Math.abs(panel.bottom() - group.bottom()) < ALIGNED_PT;
  }

  /// The gap in y, without the labels in it.
  private double freeGap(Box panel, Box group) {
    double gap = Boxes.gapY(panel, group);
    Box between =
        new Box(
            Math.max(panel.left(), group.left()),
            Math.min(panel.bottom(), group.bottom()),
            Math.min(panel.right(), group.right()),
            Math.max(panel.top(), group.top()));
    double labels =
        text.blocks().stream()
            .filter(block -> !text.isFixed(block) && Boxes.inside(block.box(), between) > 0.5)
            .mapToDouble(block -> block.box().intersect(between).height())
            .sum();
    return Math.max(0, gap - labels);
  }

  private static boolean sameSide(Box panel, Box group, Box caption) {
    boolean above = Boxes.centreY(group) < Boxes.centreY(caption);
    return Boxes.sharedY(group, caption) > 0
        || above == Boxes.centreY(panel) < Boxes.centreY(caption);
  }

  private boolean nearest(Box panel, Box group, TextBlock caption) {
    double own = Math.min(Boxes.distance(panel, group), Boxes.distance(panel, caption.box()));
    return text.figureCaptions().stream()
        .filter(other -> other != caption)
        .noneMatch(other -> Boxes.distance(panel, other.box()) < own);
  }

  /// `(a) Before` under its panel, over the caption.
  private Cluster withLabels(Cluster group, TextBlock caption) {
    Cluster grown = group;
    double slack = LABEL_SLACK * text.statistics().columnPt();
    Box columns = Boxes.grown(group.box().union(caption.box()), slack);
    for (TextBlock block : text.blocks()) {
      Box box = block.box();
      boolean between =
          (box.top() >= grown.box().bottom() - 2 && box.bottom() <= caption.box().top() + 2)
              || (box.top() >= caption.box().bottom() - 2 && box.bottom() <= grown.box().top() + 2);
      if (!text.isFixed(block)
          && between
          && block.fontSizePt() <= 1.05 * text.statistics().bodyPt()
          && box.left() >= columns.left()
          && box.right() <= columns.right()
          && Boxes.gapY(box, grown.box()) < LABEL_GAP_EM * text.statistics().bodyPt()) {
        grown = grown.with(box);
      }
    }
    return grown;
  }

  /// A caption without a drawing speaks of what stands over it: a listing, text in a frame, tables.
  private void takeBands() {
    for (TextBlock caption : unused()) {
      Optional<Cluster> band = CaptionBand.over(caption, free, tables, model, text);
      band.ifPresent(found -> {
        free.removeIf(cluster -> Boxes.inside(cluster.box(), found.box()) > 0.6);
        captioned.add(Captioned.with(found, caption));
      });
    }
  }
}
