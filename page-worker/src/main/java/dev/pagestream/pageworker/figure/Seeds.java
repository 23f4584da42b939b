package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.text.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The marks pictures may grow from: without page backgrounds, panels behind text, what cannot be
/// seen, and lines that rule the page. Immutable.
///
/// @param atoms strips and tiles of bitmaps put together again
/// @param backgrounds bitmaps that text is set on: of the page, of a strip of it
record Seeds(List<Atom> atoms, List<Box> backgrounds) {
  /// A bitmap over more than this share of the page, with running text on the page, is its
  /// background; the photograph of a title page, with a title on it, is a picture.
  private static final double BACKGROUND_SHARE = 0.85;

  /// Fewer recognised characters than this are a stamp or a page number, not the text of a scan.
  private static final int BACKGROUND_TEXT = 30;

  private static final double BACKGROUND_PATH_SHARE = 0.55;
  private static final double BACKGROUND_SHADING_SHARE = 0.6;

  private static final double HAIRLINE_PT = 3;
  private static final double LONG_HAIRLINE_PT = 60;

  private static final double PANEL_PT2 = 1500;
  private static final double PANEL_COVER = 0.22;
  private static final double SET_COVER = 0.05;
  private static final double PANEL_COLUMNS = 0.55;
  private static final double BANNER_EM = 3.2;

  private static final double HUGE_SIDE = 0.85;
  private static final double HUGE_SHARE = 0.2;
  private static final double LARGEST_OUTLINE_SHARE = 0.5;
  private static final double HUGE_COVER = 0.02;

  /// Dark ground on which white ink is seen.
  private static final double GROUND_PT2 = 400;

  private static final int MOST_GROUNDS = 200;

  /// Bounds what a page of huge shapes can cost.
  private static final int MOST_COMPARED = 2_000;

  static Seeds of(PageModel model, PageText text) {
    List<Box> backgrounds = new ArrayList<>();
    List<Atom> kept = new ArrayList<>();
    for (Box box : ImageTiles.merge(model.bitmaps())) {
      if (isBackground(box, model, text) || isTextGround(box, text)) {
        backgrounds.add(box);
      } else if (!isHairline(box)) {
        kept.add(new Atom.Bitmap(box, Origin.PAGE));
      }
    }
    List<Atom> grounds = new ArrayList<>();
    for (Atom atom : model.atoms()) {
      Optional<Atom> seed =
          switch (atom) {
            case Atom.Bitmap _ -> Optional.empty();
            case Atom.Shading shading ->
                Optional.of(atom)
                    .filter(_ ->
                        shading.box().area() <= BACKGROUND_SHADING_SHARE * model.areaPt2()
                            && !isTextGround(shading.box(), text));
            case Atom.Path path ->
                Optional.of(atom).filter(_ -> isSeed(path, grounds, model, text));
          };
      seed.ifPresent(kept::add);
      if (grounds.size() < MOST_GROUNDS && isGround(atom)) {
        grounds.add(atom);
      }
    }
    return new Seeds(withoutHuge(kept, model, text), backgrounds);
  }

  private static boolean isBackground(Box box, PageModel model, PageText text) {
    return box.area() > BACKGROUND_SHARE * model.areaPt2()
        && (text.isRunning() || recognised(model) >= BACKGROUND_TEXT);
  }

  /// Characters of the invisible text of a scan.
  private static int recognised(PageModel model) {
    return model.lines().stream()
        .filter(line -> !line.visible())
        .mapToInt(line -> line.text().length())
        .sum();
  }

  private static boolean isHairline(Box box) {
    return Math.min(box.width(), box.height()) < HAIRLINE_PT
        && Math.max(box.width(), box.height()) > LONG_HAIRLINE_PT;
  }

  /// A strip behind a heading or a line of text.
  private static boolean isTextGround(Box box, PageText text) {
    double body = text.statistics().bodyPt();
    List<TextLine> lines = text.linesIn(box, 2);
    if (lines.stream().noneMatch(line -> line.fontSizePt() >= 0.8 * body)) {
      return false;
    }
    double cover = text.cover(box);
    boolean strip = box.height() < BANNER_EM * body && box.width() > 5 * box.height();
    return strip
        ? cover > 0.07
        : (cover > 0.3 && lines.size() >= 3) || (cover > SET_COVER && text.isSetIn(box));
  }

  private static boolean isSeed(
      Atom.Path path, List<Atom> grounds, PageModel model, PageText text) {
    if (path.white() && grounds.stream().noneMatch(dark -> holds(dark, path))) {
      return false;
    }
    boolean broad = path.filled() || path.shape() == Atom.Shape.RECTANGLE;
    if (broad && path.box().area() > BACKGROUND_PATH_SHARE * model.areaPt2()) {
      return false;
    }
    return path.shape() != Atom.Shape.RECTANGLE || !isPanel(path.box(), text);
  }

  private static boolean holds(Atom ground, Atom.Path path) {
    return Boxes.holds(ground.box(), path.box(), 1);
  }

  private static boolean isGround(Atom atom) {
    return atom.box().area() > GROUND_PT2
        && switch (atom) {
          case Atom.Bitmap _, Atom.Shading _ -> true;
          case Atom.Path path -> path.filled() && !path.white();
        };
  }

  /// A tinted or framed box with running text, or a bar with a heading.
  private static boolean isPanel(Box box, PageText text) {
    double cover = box.area() < PANEL_PT2 ? 0 : text.cover(box);
    if (cover <= SET_COVER) {
      return false;
    }
    if (text.isSetIn(box)) {
      return true;
    }
    if (cover <= PANEL_COVER) {
      return false;
    }
    double column = text.statistics().columnPt();
    boolean manyLines = box.width() > PANEL_COLUMNS * column && text.linesIn(box, 2).size() >= 3;
    boolean bar = box.width() > 0.5 * column && box.height() < 3 * text.statistics().bodyPt();
    return manyLines || bar;
  }

  private static List<Atom> withoutHuge(List<Atom> atoms, PageModel model, PageText text) {
    return atoms.stream()
        .filter(atom ->
            !(atom instanceof Atom.Path path)
                || !isHuge(path.box(), model)
                || staysThoughHuge(path, atoms, model, text))
        .toList();
  }

  private static boolean isHuge(Box box, PageModel model) {
    return box.width() > HUGE_SIDE * model.widthPt()
        || box.height() > HUGE_SIDE * model.heightPt()
        || box.area() > HUGE_SHARE * model.areaPt2();
  }

  private static boolean staysThoughHuge(
      Atom.Path path, List<Atom> atoms, PageModel model, PageText text) {
    if (path.rule()) {
      return false;
    }
    double area = path.box().area();
    boolean outline = !path.filled() && path.shape() != Atom.Shape.RECTANGLE;
    if (outline && area < LARGEST_OUTLINE_SHARE * model.areaPt2()) {
      return true;
    }
    return area <= LARGEST_OUTLINE_SHARE * model.areaPt2()
        && text.cover(path.box()) <= HUGE_COVER
        && atoms.stream()
            .limit(MOST_COMPARED)
            .noneMatch(
                other -> other.box().area() < area / 2 && Boxes.holds(path.box(), other.box(), 1));
  }
}
