package dev.pagestream.pageworker.text;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Writing;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/// Text written in columns from right to left is laid out as text across is on a page turned by a
/// quarter. So it is turned, joined as any other, and turned back.
final class ColumnBlocks {
  /// What is set across in a column: a number of two digits, an exclamation.
  private static final double WIDEST_INSET_EM = 1.3;

  private static final double INSET_GAP_EM = 0.6;

  /// What a line takes of the page, and the size of the signs around it.
  record Place(Box box, double fontSizePt) {
    static Place of(TextLine column) {
      return new Place(column.box(), column.fontSizePt());
    }

    /// What is set into a column takes its whole width.
    static Place of(TextLine inset, TextLine column) {
      Box box = inset.box();
      return new Place(
          new Box(column.box().left(), box.top(), column.box().right(), box.bottom()),
          column.fontSizePt());
    }
  }

  private ColumnBlocks() {}

  /// The columns, and what is set into them.
  static IdentityHashMap<TextLine, Place> columns(List<TextLine> lines) {
    IdentityHashMap<TextLine, Place> places = new IdentityHashMap<>();
    List<TextLine> columns = lines.stream().filter(TextLine::column).toList();
    columns.forEach(column -> places.put(column, Place.of(column)));
    if (columns.isEmpty()) {
      return places;
    }
    for (TextLine line : lines) {
      if (line.writing() == Writing.ACROSS) {
        columns.stream()
            .filter(column -> isSetInto(line, column))
            .findFirst()
            .ifPresent(column -> places.put(line, Place.of(line, column)));
      }
    }
    return places;
  }

  private static boolean isSetInto(TextLine line, TextLine column) {
    double em = column.fontSizePt();
    return line.box().width() < WIDEST_INSET_EM * em
        && Boxes.sharedX(line.box(), column.box()) > 0.5 * line.box().width()
        && Boxes.gapY(line.box(), column.box()) < INSET_GAP_EM * em;
  }

  /// @param places of columns and what is set into them
  /// @param builder joins lines across to blocks
  static List<TextBlock> build(
      IdentityHashMap<TextLine, Place> places, Function<List<TextLine>, List<TextBlock>> builder) {
    IdentityHashMap<TextLine, TextLine> upright = new IdentityHashMap<>();
    places.forEach((line, place) -> upright.put(turned(line, place), line));
    return builder.apply(List.copyOf(upright.keySet())).stream()
        .map(block -> new TextBlock(block.lines().stream().map(upright::get).toList()))
        .toList();
  }

  /// As it stands on the page turned by a quarter, the first column on top. The middle of the
  /// column is its baseline.
  private static TextLine turned(TextLine line, Place place) {
    Box box = turned(place.box());
    return new TextLine(
        line.text(),
        box,
        (box.top() + box.bottom()) / 2,
        place.fontSizePt(),
        line.bold(),
        Writing.ACROSS,
        line.visible(),
        line.origin());
  }

  static Box turned(Box box) {
    return new Box(box.top(), -box.right(), box.bottom(), -box.left());
  }
}
