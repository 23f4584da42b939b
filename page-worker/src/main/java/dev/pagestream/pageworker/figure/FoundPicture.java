package dev.pagestream.pageworker.figure;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.TextLine;
import java.util.List;
import java.util.Optional;

/// A picture on a page, before it is decided what becomes of it. Immutable.
///
/// @param caption first line of its caption; empty when it has none
/// @param panels parts that stand apart in it, when there are several; each lies in `box`
/// @param alternate what the document itself says stands for it (`/Alt`); empty when it says
///   nothing
public record FoundPicture(
    Box box, Kind kind, Optional<TextLine> caption, List<Box> panels, Optional<String> alternate) {
  public FoundPicture {
    panels = List.copyOf(panels);
  }

  /// What it is made of.
  public enum Kind {
    BITMAP,
    VECTOR,
    /// Bitmaps and a drawing.
    MIXED,
    /// Known by its caption only: text or tables set as a figure.
    BAND,
    /// Lies behind text, of the whole page or a part.
    BACKGROUND
  }

  static FoundPicture background(Box box) {
    return new FoundPicture(box, Kind.BACKGROUND, Optional.empty(), List.of(), Optional.empty());
  }

  public boolean background() {
    return kind == Kind.BACKGROUND;
  }
}
