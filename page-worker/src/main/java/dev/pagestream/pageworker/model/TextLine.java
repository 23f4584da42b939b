package dev.pagestream.pageworker.model;

import dev.pagestream.document.page.Box;
import java.util.List;

/// A run of glyphs on one baseline. Immutable.
///
/// @param text with single spaces where the gaps are, not blank
/// @param box union of the glyph boxes, which reach from 0.22 em below the baseline to 0.76 em
///   above
/// @param baselinePt y of the baseline; x when the line is vertical
/// @param fontSizePt em as displayed
/// @param bold whether most glyphs are
/// @param writing how most glyphs are set
/// @param visible whether it is painted: the recognised text of a scan is not
/// @param origin an artifact when all of its glyphs are
/// @param words from left to right; of a line that is not set from left to right, runs that stand
///   apart
public record TextLine(
    String text,
    Box box,
    double baselinePt,
    double fontSizePt,
    boolean bold,
    Writing writing,
    boolean visible,
    Origin origin,
    List<Word> words) {
  public TextLine {
    words = List.copyOf(words);
  }

  /// A line whose words are not told apart.
  public TextLine(
      String text,
      Box box,
      double baselinePt,
      double fontSizePt,
      boolean bold,
      Writing writing,
      boolean visible,
      Origin origin) {
    this(
        text,
        box,
        baselinePt,
        fontSizePt,
        bold,
        writing,
        visible,
        origin,
        List.of(new Word(text, box.left(), box.right())));
  }

  /// Whether it is read upwards or downwards.
  public boolean vertical() {
    return writing != Writing.ACROSS;
  }

  /// Whether it is a column of upright signs.
  public boolean column() {
    return writing == Writing.COLUMN;
  }

  /// Lines are kept in sets by the thousand; text and place tell them apart well enough.
  @Override
  public int hashCode() {
    return 31 * text.hashCode() + Double.hashCode(baselinePt);
  }
}
