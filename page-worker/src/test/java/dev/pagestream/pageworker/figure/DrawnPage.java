package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Atom.Shape;
import dev.pagestream.pageworker.model.Form;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.StructureElement;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Writing;
import dev.pagestream.pageworker.text.PageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A page of 600 x 800 points with drawings. A glyph is half an em wide.
final class DrawnPage {
  static final int BLUE = 0x2060c0;
  static final int RED = 0xc02020;
  static final int WHITE = 0xffffff;
  private static final String WORDS = "The readings were sent to the office in Aldham every hour. ";

  private final List<TextLine> lines = new ArrayList<>();
  private final List<Atom> atoms = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();
  private final List<StructureElement> structure = new ArrayList<>();
  private Origin origin = Origin.PAGE;

  DrawnPage line(double size, double left, double baseline, String text) {
    Box box =
        new Box(
            left, baseline - 0.76 * size, left + text.length() * size / 2, baseline + 0.22 * size);
    lines.add(new TextLine(text, box, baseline, size, false, Writing.ACROSS, true, origin));
    return this;
  }

  /// Running text of 10 points.
  DrawnPage paragraph(double left, double baseline, int count) {
    for (int i = 0; i < count; i++) {
      line(10, left, baseline + 12 * i, WORDS);
    }
    return this;
  }

  DrawnPage filled(double left, double top, double right, double bottom, int rgb) {
    return path(left, top, right, bottom, Shape.RECTANGLE, Atom.Path.NONE, rgb);
  }

  DrawnPage framed(double left, double top, double right, double bottom) {
    return path(left, top, right, bottom, Shape.RECTANGLE, 0, Atom.Path.NONE);
  }

  DrawnPage curve(double left, double top, double right, double bottom, int rgb) {
    return path(left, top, right, bottom, Shape.CURVE, rgb, Atom.Path.NONE);
  }

  DrawnPage across(double left, double right, double y) {
    return path(left, y, right, y + 0.5, Shape.HORIZONTAL, 0, Atom.Path.NONE);
  }

  DrawnPage down(double x, double top, double bottom) {
    return path(x, top, x + 0.5, bottom, Shape.VERTICAL, 0, Atom.Path.NONE);
  }

  DrawnPage path(
      double left, double top, double right, double bottom, Shape shape, int stroke, int fill) {
    atoms.add(new Atom.Path(new Box(left, top, right, bottom), shape, stroke, fill, origin));
    return this;
  }

  DrawnPage bitmap(double left, double top, double right, double bottom) {
    atoms.add(new Atom.Bitmap(new Box(left, top, right, bottom), origin));
    return this;
  }

  /// A bar chart of 200 x 120 points with axes, ticks and tick labels.
  DrawnPage chart(double left, double top) {
    across(left, left + 200, top + 120);
    down(left, top, top + 120);
    for (int i = 0; i < 5; i++) {
      filled(left + 20 + 36 * i, top + 20 + 15 * i, left + 40 + 36 * i, top + 120, BLUE);
      line(8, left + 22 + 36 * i, top + 130, "20" + i);
      line(8, left - 13, top + 4 + 28 * i, "1" + i);
    }
    return this;
  }

  /// What follows is drawn by a form.
  DrawnPage form(double left, double top, double right, double bottom) {
    forms.add(new Form(new Box(left, top, right, bottom), Origin.NO_FORM));
    origin = new Origin(forms.size() - 1, false, Origin.NO_ELEMENT);
    return this;
  }

  /// What follows is content of a tagged figure.
  DrawnPage taggedFigure(String alternate) {
    structure.add(new StructureElement("Figure", Optional.of(alternate), Origin.NO_ELEMENT));
    origin = new Origin(Origin.NO_FORM, false, structure.size() - 1);
    return this;
  }

  DrawnPage artifact() {
    origin = Origin.ARTIFACT;
    return this;
  }

  DrawnPage page() {
    origin = Origin.PAGE;
    return this;
  }

  List<FoundPicture> found() {
    PageModel model = new PageModel(2, 600, 800, lines, atoms, forms, structure, List.of(), false);
    return new FigureFinder().find(model, PageText.of(model)).pictures();
  }

  /// The only picture.
  FoundPicture picture() {
    List<FoundPicture> found = found();
    if (found.size() != 1) {
      throw new AssertionError("found " + found);
    }
    return found.getFirst();
  }
}
