package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.Form;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.StructureElement;
import dev.pagestream.pageworker.text.PageText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the document itself says is one figure: drawings placed as form XObjects, as LaTeX's
/// `\includegraphics` does, and figures of tagged documents.
final class WholeFigures {
  private static final double SMALLEST_WIDTH_PT = 40;
  private static final double SMALLEST_HEIGHT_PT = 30;
  private static final double SMALLEST_SHARE = 0.008;
  private static final double LARGEST_SHARE = 0.4;

  /// A plate of its own, with no text around it.
  private static final double LARGEST_PLATE_SHARE = 0.85;

  private static final double LARGEST_TAGGED_SHARE = 0.8;
  private static final int MOST_FORMS = 100;
  private static final double BODY_COVER = 0.3;
  private static final double INSIDE = 0.85;
  private static final double TOLERANCE_PT = 1.5;
  private static final String FIGURE = "Figure";

  private WholeFigures() {}

  /// @param alternate `/Alt` of a tagged figure
  private record Whole(Box box, Optional<String> alternate, boolean tagged) {}

  /// Puts the marks of each such figure into one cluster.
  static List<Cluster> gather(List<Cluster> clusters, PageModel model, PageText text) {
    List<Whole> wholes = new ArrayList<>(tagged(model));
    wholes.addAll(forms(model, text));
    List<Cluster> gathered = new ArrayList<>(clusters);
    for (Whole whole : wholes) {
      gather(whole, gathered);
    }
    return gathered;
  }

  private static void gather(Whole whole, List<Cluster> clusters) {
    List<Cluster> inside =
        clusters.stream()
            .filter(cluster -> !cluster.whole() && isInside(cluster.box(), whole.box()))
            .toList();
    List<Atom> atoms = inside.stream().flatMap(cluster -> cluster.atoms().stream()).toList();
    boolean enough = whole.tagged() ? !atoms.isEmpty() : marks(atoms) >= 2;
    if (enough) {
      clusters.removeAll(inside);
      clusters.add(Cluster.whole(atoms, whole.box(), whole.alternate()));
    }
  }

  private static boolean isInside(Box box, Box whole) {
    return Boxes.holds(whole, box, TOLERANCE_PT) || Boxes.inside(box, whole) >= INSIDE;
  }

  private static long marks(List<Atom> atoms) {
    return atoms.stream().filter(atom -> !atom.rule()).count();
  }

  /// Forms of the size of a figure, the outermost ones, without those that hold running text.
  private static List<Whole> forms(PageModel model, PageText text) {
    List<Box> boxes = new ArrayList<>();
    for (Form form :
        model.forms().stream()
            .filter(form -> isFigureSized(form.box(), model))
            .sorted(Comparator.comparingDouble((Form form) -> -form.box().area()))
            .toList()) {
      if (boxes.size() == MOST_FORMS
          || boxes.stream().anyMatch(outer -> Boxes.inside(form.box(), outer) > 0.8)) {
        continue;
      }
      boolean large = form.box().area() > LARGEST_SHARE * model.areaPt2();
      boolean drawing =
          large ? text.fixedCover(form.box()) == 0 : bodyCover(form.box(), text) < BODY_COVER;
      if (drawing) {
        boxes.add(form.box());
      }
    }
    return boxes.stream().map(box -> new Whole(box, Optional.empty(), false)).toList();
  }

  private static boolean isFigureSized(Box box, PageModel model) {
    double share = box.area() / model.areaPt2();
    return box.width() >= SMALLEST_WIDTH_PT
        && box.height() >= SMALLEST_HEIGHT_PT
        && share >= SMALLEST_SHARE
        && share <= LARGEST_PLATE_SHARE;
  }

  private static double bodyCover(Box box, PageText text) {
    return text.blocks().stream()
            .filter(block -> text.isBody(block) && Boxes.inside(block.box(), box) > 0.6)
            .mapToDouble(block -> block.box().area())
            .sum()
        / box.area();
  }

  /// The ink of each tagged figure: its text may be labels, and may be its caption.
  private static List<Whole> tagged(PageModel model) {
    Map<Integer, Box> boxes = new HashMap<>();
    model.atoms().forEach(atom -> add(atom.origin(), atom.box(), model, boxes));
    return boxes.entrySet().stream()
        .filter(entry -> entry.getValue().area() <= LARGEST_TAGGED_SHARE * model.areaPt2())
        .map(entry ->
            new Whole(entry.getValue(), model.structure().get(entry.getKey()).alternate(), true))
        .sorted(Comparator.comparingDouble((Whole whole) -> -whole.box().area()))
        .toList();
  }

  private static void add(Origin origin, Box box, PageModel model, Map<Integer, Box> boxes) {
    int figure = figureOf(origin, model);
    if (figure != Origin.NO_ELEMENT) {
      boxes.merge(figure, box, Box::union);
    }
  }

  /// Index of the outermost figure around what was made there.
  private static int figureOf(Origin origin, PageModel model) {
    int figure = Origin.NO_ELEMENT;
    for (int element = origin.element(); element != Origin.NO_ELEMENT; ) {
      StructureElement at = model.structure().get(element);
      figure = at.type().equals(FIGURE) ? element : figure;
      element = at.parent();
    }
    return figure;
  }
}
