package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the pictures of a page: bitmaps, and drawings made of paths. Stateless, thread-safe.
///
/// The steps: marks that pictures may grow from; near ones to clusters; what the document keeps
/// together to one; tables set aside; labels taken in; panels grouped by captions; what is no
/// picture left out. The numbers in the steps were tuned on papers, reports, manuals and slides.
public final class FigureFinder implements PictureFinder {
  private static final double NEAR_PT = 4;
  private static final double NEAR_EM = 0.45;
  private static final double RULE_PT = 4;
  private static final double FAR_BEYOND = 2.5;
  private static final double ON_PANEL = 1.8;
  private static final double SPILLED_SIDE_PT = 18;
  private static final double SPILLED_PT2 = 450;
  private static final double NESTED = 0.9;
  private static final double SMALLEST_PANEL_SIDE_PT = 30;

  @Override
  public FoundFigures find(PageModel model, PageText text) {
    Seeds seeds = Seeds.of(model, text);
    List<FoundPicture> found = new ArrayList<>();
    seeds.backgrounds().forEach(box -> found.add(FoundPicture.background(box)));
    List<RuledArea> areas = seeds.atoms().isEmpty() ? List.of() : grow(seeds, model, text, found);
    found.sort(
        Comparator.comparingDouble((FoundPicture picture) -> picture.box().top())
            .thenComparingDouble(picture -> picture.box().left()));
    return new FoundFigures(found, areas);
  }

  /// Adds what grows from the seeds to the pictures.
  ///
  /// @return what looks like a table
  private static List<RuledArea> grow(
      Seeds seeds, PageModel model, PageText text, List<FoundPicture> found) {
    List<Cluster> drawings = new ArrayList<>();
    List<Cluster> tables = new ArrayList<>();
    for (Cluster cluster : clusters(seeds, model, text)) {
      if (TableShape.of(cluster, text)) {
        tables.add(cluster);
        drawings.addAll(spilled(cluster));
      } else {
        drawings.add(cluster);
      }
    }
    List<Cluster> labelled = withoutRows(Labels.absorb(drawings, model, text), tables, text);
    List<Captioned> groups = CaptionGroups.of(labelled, tables, model, text);
    Acceptance acceptance = new Acceptance(model, text);
    List<Captioned> accepted =
        groups.stream()
            .flatMap(group -> loosened(group).stream())
            .filter(acceptance::accepts)
            .toList();
    PlainCaptions.give(withoutNested(accepted), text).forEach(group -> found.add(picture(group)));
    return tables.stream().map(table -> new RuledArea(table.box(), table.atoms())).toList();
  }

  /// Rows of a table that only their texts hold together go to the tables.
  private static List<Cluster> withoutRows(
      List<Cluster> labelled, List<Cluster> tables, PageText text) {
    List<Cluster> drawings = new ArrayList<>();
    for (Cluster cluster : labelled) {
      (TableShape.isRuledByRows(cluster, text) ? tables : drawings).add(cluster);
    }
    return drawings;
  }

  private static List<Cluster> clusters(Seeds seeds, PageModel model, PageText text) {
    double near = Math.max(NEAR_PT, NEAR_EM * text.statistics().bodyPt());
    List<Cluster> clusters = Clustering.of(seeds.atoms(), near, model.box());
    return WholeFigures.gather(clusters, model, text).stream()
        .map(FigureFinder::withoutPanel)
        .map(FigureFinder::withoutLongRules)
        .filter(cluster -> !isRule(cluster))
        .toList();
  }

  /// A photograph on a tinted panel is the photograph.
  private static Cluster withoutPanel(Cluster cluster) {
    if (cluster.whole() || cluster.ink().bitmaps() == 0 || cluster.ink().drawn() > 0) {
      return cluster;
    }
    List<Atom> bitmaps = cluster.bitmaps();
    Box union = Boxes.union(bitmaps.stream().map(Atom::box).toList());
    boolean onPanel =
        cluster.atoms().stream()
            .anyMatch(atom ->
                atom instanceof Atom.Path path
                    && path.shape() == Atom.Shape.RECTANGLE
                    && Boxes.holds(path.box(), union, 3)
                    && path.box().area() > ON_PANEL * union.area());
    return onPanel ? Cluster.of(bitmaps) : cluster;
  }

  /// A rule that reaches far beyond what it touches rules the page, as the one under a running
  /// header does; it is no part of the logo beside it.
  private static Cluster withoutLongRules(Cluster cluster) {
    if (cluster.whole() || cluster.weak()) {
      return cluster;
    }
    Box box =
        Boxes.union(cluster.atoms().stream().filter(atom -> !atom.rule()).map(Atom::box).toList());
    List<Atom> kept =
        cluster.atoms().stream()
            .filter(atom ->
                !atom.rule()
                    || (atom.box().width() <= FAR_BEYOND * box.width()
                        && atom.box().height() <= FAR_BEYOND * box.height()))
            .toList();
    return kept.size() == cluster.atoms().size() ? cluster : Cluster.of(kept);
  }

  private static boolean isRule(Cluster cluster) {
    return cluster.weak() && (cluster.box().height() < RULE_PT || cluster.box().width() < RULE_PT);
  }

  /// Pictures in the cells of a table.
  private static List<Cluster> spilled(Cluster table) {
    return table.bitmaps().stream()
        .filter(bitmap -> isLargeEnough(bitmap.box()))
        .map(bitmap -> Cluster.of(List.of(bitmap)))
        .toList();
  }

  private static boolean isLargeEnough(Box box) {
    return box.width() >= SPILLED_SIDE_PT
        && box.height() >= SPILLED_SIDE_PT
        && box.area() > SPILLED_PT2;
  }

  /// Photographs that only lie close are pictures of their own, unless a caption speaks of them.
  private static List<Captioned> loosened(Captioned group) {
    Cluster cluster = group.cluster();
    if (group.caption().isPresent() || cluster.whole() || !cluster.bitmapsOnly()) {
      return List.of(group);
    }
    List<Box> boxes = new ArrayList<>();
    cluster.bitmaps().forEach(bitmap -> add(bitmap.box(), boxes));
    return boxes.size() == 1
        ? List.of(group)
        : boxes.stream()
            .map(box ->
                Captioned.without(
                    Cluster.of(
                        cluster.atoms().stream()
                            .filter(atom -> Boxes.inside(atom.box(), box) > NESTED)
                            .toList())))
            .toList();
  }

  /// Joins a box to those it overlaps.
  private static void add(Box box, List<Box> boxes) {
    Box joined = box;
    while (true) {
      Box at = joined;
      Optional<Box> overlapping =
          boxes.stream().filter(other -> other.intersect(at).area() > 0).findFirst();
      if (overlapping.isEmpty()) {
        boxes.add(joined);
        return;
      }
      boxes.remove(overlapping.get());
      joined = joined.union(overlapping.get());
    }
  }

  private static List<Captioned> withoutNested(List<Captioned> groups) {
    List<Captioned> outer = new ArrayList<>();
    groups.stream()
        .sorted(
            Comparator.comparing((Captioned group) -> group.caption().isEmpty())
                .thenComparingDouble(group -> -group.cluster().box().area()))
        .filter(group ->
            outer.stream()
                .noneMatch(
                    other -> Boxes.inside(group.cluster().box(), other.cluster().box()) >= NESTED))
        .forEach(outer::add);
    return outer;
  }

  private static FoundPicture picture(Captioned group) {
    Cluster cluster = group.cluster();
    return new FoundPicture(
        cluster.box(),
        kind(cluster),
        group.caption().map(TextBlock::first),
        panels(cluster),
        cluster.alternate());
  }

  private static FoundPicture.Kind kind(Cluster cluster) {
    Ink ink = cluster.ink();
    if (ink.onlyRules()) {
      return FoundPicture.Kind.BAND;
    }
    if (ink.bitmaps() == 0) {
      return FoundPicture.Kind.VECTOR;
    }
    return ink.drawn() + ink.rectangles() > 6 ? FoundPicture.Kind.MIXED : FoundPicture.Kind.BITMAP;
  }

  private static List<Box> panels(Cluster cluster) {
    List<Box> boxes = new ArrayList<>();
    List<Box> parts =
        cluster.bitmapsOnly()
            ? cluster.bitmaps().stream().map(Atom::box).toList()
            : cluster.parts();
    for (Box part : parts) {
      if (part.width() >= SMALLEST_PANEL_SIDE_PT && part.height() >= SMALLEST_PANEL_SIDE_PT) {
        add(part, boxes);
      }
    }
    return boxes.size() < 2 ? List.of() : boxes;
  }
}
