package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Writing;
import java.util.ArrayList;
import java.util.List;

/// A page of 600 x 800 points, put together line by line. A glyph is half an em wide.
final class PageSketch {
  static final double WIDTH = 600;
  static final double HEIGHT = 800;

  private final List<TextLine> lines = new ArrayList<>();
  private final List<Atom> atoms = new ArrayList<>();
  private int page = 2;

  PageSketch number(int number) {
    page = number;
    return this;
  }

  PageSketch line(double size, double left, double baseline, String text) {
    lines.add(of(size, left, baseline, text, false, Origin.PAGE));
    return this;
  }

  PageSketch bold(double size, double left, double baseline, String text) {
    lines.add(of(size, left, baseline, text, true, Origin.PAGE));
    return this;
  }

  PageSketch artifact(double size, double left, double baseline, String text) {
    lines.add(of(size, left, baseline, text, false, Origin.ARTIFACT));
    return this;
  }

  PageSketch vertical(double size, double left, double top, String text) {
    double length = text.length() * size / 2;
    lines.add(
        new TextLine(
            text,
            new Box(left, top, left + size, top + length),
            left,
            size,
            false,
            Writing.TURNED,
            true,
            Origin.PAGE));
    return this;
  }

  /// Lines 1.2 em apart.
  PageSketch paragraph(double size, double left, double baseline, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      line(size, left, baseline + i * 1.2 * size, texts[i]);
    }
    return this;
  }

  PageSketch image(double left, double top, double right, double bottom) {
    atoms.add(new Atom.Bitmap(new Box(left, top, right, bottom), Origin.PAGE));
    return this;
  }

  PageModel model() {
    return new PageModel(page, WIDTH, HEIGHT, lines, atoms);
  }

  ArrangedPage arranged() {
    return new PageLayout(new FigureFinder()).arrange(model());
  }

  /// Kind and text of each block, `PICTURE n` for a picture.
  List<String> blocks() {
    return arranged().items().stream()
        .map(item ->
            switch (item) {
              case ArrangedPage.Text(var block) -> block.kind() + " " + block.text();
              case ArrangedPage.Table(var table) ->
                  "TABLE " + table.rows() + " x " + table.columns();
              case ArrangedPage.Picture picture -> "PICTURE " + picture.index();
            })
        .toList();
  }

  private static TextLine of(
      double size, double left, double baseline, String text, boolean bold, Origin origin) {
    Box box =
        new Box(
            left, baseline - 0.76 * size, left + text.length() * size / 2, baseline + 0.22 * size);
    return new TextLine(text, box, baseline, size, bold, Writing.ACROSS, true, origin);
  }
}
