package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.LineJoin;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.TextDirection;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.model.Writing;
import java.util.ArrayList;
import java.util.List;

/// One line under construction. Distances are in em of the larger of line and glyph.
final class LineBuilder {
  private static final double BASELINE_EM = 0.45;
  private static final double GAP_EM = 1.9;
  private static final double VERTICAL_GAP_EM = 1.5;
  private static final double BEFORE_START_EM = 0.5;
  private static final double JUMP_BACK_EM = 3;
  private static final double JUMP_BEFORE_LAST_EM = 2;
  private static final double OVERLAP_EM = 0.3;
  private static final double SPACE_EM = 0.17;
  private static final double TRACKED_EM = 0.6;

  private final Glyph.Direction direction;
  private final double baseline;
  private double start;
  private final StringBuilder text = new StringBuilder();

  /// In the order they are drawn, blank ones too.
  private final List<Glyph> drawn = new ArrayList<>();

  private final List<Word> words = new ArrayList<>();
  private int wordStart;
  private double wordLeft;
  private double wordRight;
  private boolean leftToRight = true;
  private double size;
  private double end;
  private double lastEnd;
  private Box box;
  private int glyphs;
  private int boldGlyphs;
  private int uprightGlyphs;
  private int artifacts;
  private final Origin origin;
  private boolean visible;

  LineBuilder(Glyph first) {
    origin = first.origin();
    direction = first.direction();
    baseline = first.baseline();
    start = first.start();
    size = first.sizePt();
    end = first.start();
    lastEnd = first.start();
    box = first.box();
    add(first);
  }

  boolean continuesWith(Glyph glyph) {
    return continuesForward(glyph) || continuesLeftwards(glyph);
  }

  /// Text from right to left is drawn either way; this is the way it is read.
  private boolean continuesLeftwards(Glyph glyph) {
    double em = Math.max(size, glyph.sizePt());
    boolean rightToLeft = !leftToRight || TextDirection.hasRightToLeft(glyph.text());
    double gap = start - glyph.end();
    return rightToLeft
        && glyph.direction() == Glyph.Direction.RIGHT
        && direction == Glyph.Direction.RIGHT
        && Math.abs(glyph.baseline() - baseline) < BASELINE_EM * em
        && gap > -OVERLAP_EM * em
        && gap <= GAP_EM * em;
  }

  private boolean continuesForward(Glyph glyph) {
    double em = Math.max(size, glyph.sizePt());
    double gap = glyph.start() - end;
    boolean jumpsBack =
        -gap > JUMP_BACK_EM * em && lastEnd - glyph.start() > JUMP_BEFORE_LAST_EM * em;
    return glyph.direction() == direction
        && Math.abs(glyph.baseline() - baseline) < BASELINE_EM * em
        && gap <= (direction.vertical() ? VERTICAL_GAP_EM : GAP_EM) * em
        && glyph.start() >= start - BEFORE_START_EM * em
        && !jumpsBack;
  }

  void add(Glyph glyph) {
    boolean blank = glyph.text().isBlank();
    boolean gap =
        glyph.start() - end > SPACE_EM * Math.max(size, glyph.sizePt()) && !isTracked(glyph);
    leftToRight &= !TextDirection.hasRightToLeft(glyph.text());
    start = Math.min(start, glyph.start());
    drawn.add(glyph);
    if ((blank || gap) && !text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
      endWord();
      text.append(' ');
    }
    end = Math.max(end, glyph.end());
    lastEnd = glyph.end();
    if (blank) {
      return;
    }
    if (text.isEmpty() || text.charAt(text.length() - 1) == ' ') {
      wordStart = text.length();
      wordLeft = glyph.box().left();
      wordRight = glyph.box().right();
    }
    text.append(glyph.text());
    box = box.union(glyph.box());
    wordRight = Math.max(wordRight, glyph.box().right());
    visible |= glyph.visible();
    glyphs++;
    boldGlyphs += glyph.bold() ? 1 : 0;
    uprightGlyphs += glyph.upright() ? 1 : 0;
    artifacts += glyph.origin().artifact() ? 1 : 0;
    if (glyphs <= 3) {
      size = Math.max(size, glyph.sizePt()); // A line may begin with a superscript.
    }
  }

  /// Signs of scripts without spaces, set wide.
  private boolean isTracked(Glyph glyph) {
    return !text.isEmpty()
        && !glyph.text().isBlank()
        && glyph.start() - end < TRACKED_EM * Math.max(size, glyph.sizePt())
        && !LineJoin.needsSpace(text.codePointBefore(text.length()), glyph.text().codePointAt(0));
  }

  private void endWord() {
    if (wordStart < text.length()) {
      words.add(new Word(text.substring(wordStart), wordLeft, wordRight));
    }
  }

  /// Only what is drawn from left to right has its words where they are read.
  private List<Word> words(String read) {
    if (direction != Glyph.Direction.RIGHT) {
      return List.of(new Word(read, box.left(), box.right()));
    }
    if (!leftToRight) {
      return VisualLine.runs(drawn, SPACE_EM);
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
      endWord();
    }
    return words;
  }

  private Writing writing() {
    if (!direction.vertical()) {
      return Writing.ACROSS;
    }
    return 2 * uprightGlyphs > glyphs ? Writing.COLUMN : Writing.TURNED;
  }

  TextLine build() {
    String read = (leftToRight ? text.toString() : VisualLine.read(drawn, SPACE_EM)).strip();
    return new TextLine(
        read,
        box,
        baseline,
        size,
        2 * boldGlyphs > glyphs,
        writing(),
        visible,
        new Origin(origin.form(), artifacts == glyphs, origin.element()),
        words(read));
  }
}
