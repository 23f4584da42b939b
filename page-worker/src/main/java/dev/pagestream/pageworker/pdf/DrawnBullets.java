package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.model.Writing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Browsers print the bullets of lists as small drawings, not as text. A line gets its bullet back
/// when at least two lines have one of the same look, in the same place. Those of a chart's legend
/// have colours of their own.
final class DrawnBullets {
  private static final String BULLET = "•";
  private static final int LEAST = 2;
  private static final double SMALLEST_EM = 0.15;
  private static final double LARGEST_EM = 0.6;
  private static final double SQUARE = 0.2;
  private static final double LEAST_GAP_EM = 0.1;
  private static final double MOST_GAP_EM = 2.6;
  private static final double LOWEST_EM = 0.05;
  private static final double HIGHEST_EM = 0.7;

  /// Beyond these a page is a drawing.
  private static final int MOST_MARKS = 2_000;

  private DrawnBullets() {}

  /// @return the lines in the same order, those with a bullet beginning with it
  static List<TextLine> read(List<TextLine> lines, List<Atom> atoms) {
    List<Atom.Path> marks =
        atoms.stream()
            .filter(Atom.Path.class::isInstance)
            .map(Atom.Path.class::cast)
            .filter(DrawnBullets::isSquare)
            .toList();
    if (marks.size() < LEAST || marks.size() > MOST_MARKS) {
      return lines;
    }
    Map<Look, List<Bulleted>> byLook = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Optional<Atom.Path> mark = bulletOf(lines.get(i), marks);
      if (mark.isPresent()) {
        byLook
            .computeIfAbsent(Look.of(mark.get()), _ -> new ArrayList<>())
            .add(new Bulleted(i, mark.get().box()));
      }
    }
    List<TextLine> read = new ArrayList<>(lines);
    for (List<Bulleted> alike : byLook.values()) {
      if (alike.size() >= LEAST) {
        alike.forEach(item -> read.set(item.line(), withBullet(read.get(item.line()), item.box())));
      }
    }
    return List.copyOf(read);
  }

  /// @param line index
  /// @param box of the bullet
  private record Bulleted(int line, Box box) {}

  /// Where it stands on its line, and what it looks like, as far as a raster of points tells.
  private record Look(long left, long width, int rgb) {
    static Look of(Atom.Path mark) {
      return new Look(
          Math.round(mark.box().left()),
          Math.round(4 * mark.box().width()),
          mark.filled() ? mark.fillRgb() : mark.strokeRgb());
    }
  }

  private static boolean isSquare(Atom.Path mark) {
    double width = mark.box().width();
    double height = mark.box().height();
    return !mark.white() && Math.abs(width - height) <= SQUARE * Math.max(width, height);
  }

  /// The nearest one on its left.
  private static Optional<Atom.Path> bulletOf(TextLine line, List<Atom.Path> marks) {
    if (line.writing() != Writing.ACROSS || !line.visible()) {
      return Optional.empty();
    }
    return marks.stream()
        .filter(mark -> isBullet(mark.box(), line))
        .max(Comparator.comparingDouble(mark -> mark.box().right()));
  }

  private static boolean isBullet(Box mark, TextLine line) {
    double em = line.fontSizePt();
    double gap = line.box().left() - mark.right();
    double above = line.baselinePt() - (mark.top() + mark.bottom()) / 2;
    return gap > LEAST_GAP_EM * em
        && gap < MOST_GAP_EM * em
        && above > LOWEST_EM * em
        && above < HIGHEST_EM * em
        && mark.width() > SMALLEST_EM * em
        && mark.width() < LARGEST_EM * em;
  }

  private static TextLine withBullet(TextLine line, Box bullet) {
    List<Word> words = new ArrayList<>();
    words.add(new Word(BULLET, bullet.left(), bullet.right()));
    words.addAll(line.words());
    return new TextLine(
        BULLET + " " + line.text(),
        line.box().union(bullet),
        line.baselinePt(),
        line.fontSizePt(),
        line.bold(),
        line.writing(),
        line.visible(),
        line.origin(),
        words);
  }
}
