package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.figure.FoundFigures;
import dev.pagestream.pageworker.figure.FoundPicture;
import dev.pagestream.pageworker.figure.PictureText;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.model.Writing;
import dev.pagestream.pageworker.text.PageText;
import java.util.ArrayList;
import java.util.List;

/// A page of 600 x 800 points with words and rules. Ten points is the size of all text.
final class TablePage {
  private static final double SIZE = 10;

  private final List<TextLine> lines = new ArrayList<>();
  private final List<Atom> atoms = new ArrayList<>();

  /// Words with a space between them, from a place.
  TablePage text(double left, double baseline, String text) {
    List<Word> words = new ArrayList<>();
    double at = left;
    for (String word : text.split(" ", -1)) {
      words.add(new Word(word, at, at + width(word)));
      at += width(word) + 0.3 * SIZE;
    }
    Box box = new Box(left, baseline - 7.6, words.getLast().right(), baseline + 2.2);
    lines.add(
        new TextLine(text, box, baseline, SIZE, false, Writing.ACROSS, true, Origin.PAGE, words));
    return this;
  }

  /// Some letters are narrow, or the page would be set as a listing.
  private static double width(String word) {
    return SIZE * word.chars().mapToDouble(c -> "fijlrt.:".indexOf(c) >= 0 ? 0.3 : 0.52).sum();
  }

  /// Cells that begin at these places; an empty one is left out.
  TablePage row(double baseline, double[] lefts, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        text(lefts[i], baseline, cells[i]);
      }
    }
    return this;
  }

  TablePage across(double y, double left, double right) {
    return path(new Box(left, y, right, y + 0.5), Atom.Shape.HORIZONTAL, 0, Atom.Path.NONE);
  }

  TablePage down(double x, double top, double bottom) {
    return path(new Box(x, top, x + 0.5, bottom), Atom.Shape.VERTICAL, 0, Atom.Path.NONE);
  }

  TablePage shade(double left, double top, double right, double bottom) {
    return path(new Box(left, top, right, bottom), Atom.Shape.RECTANGLE, Atom.Path.NONE, 0xdde6f0);
  }

  /// Running text, so that the page has a body.
  TablePage prose(double left, double baseline, int lines) {
    for (int i = 0; i < lines; i++) {
      text(
          left,
          baseline + 12 * i,
          "the river rose again in the night and the gauge was read by hand");
    }
    return this;
  }

  List<FoundTable> tables() {
    PageModel model = new PageModel(2, 600, 800, lines, atoms);
    PageText text = PageText.of(model);
    FoundFigures figures = new FigureFinder().find(model, text);
    return TableFinder.find(
        model,
        text,
        figures.tables(),
        figures.pictures().stream().map(FoundPicture::box).toList(),
        PictureText.of(model, figures.pictures()).outside());
  }

  /// Rows of the only table: `text`, with `>n` for columns and `^n` for rows it covers, `#` before
  /// what names columns.
  List<String> table() {
    FoundTable table = tables().getFirst();
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (PageBlock.Cell cell : table.cells()) {
        if (cell.row() == row) {
          line.append(line.isEmpty() ? "" : "|")
              .append(cell.columnHeader() ? "#" : "")
              .append(cell.text())
              .append(cell.columnSpan() > 1 ? ">" + cell.columnSpan() : "")
              .append(cell.rowSpan() > 1 ? "^" + cell.rowSpan() : "");
        }
      }
      rows.add(line.toString());
    }
    return rows;
  }

  private TablePage path(Box box, Atom.Shape shape, int stroke, int fill) {
    atoms.add(new Atom.Path(box, shape, stroke, fill, Origin.PAGE));
    return this;
  }
}
