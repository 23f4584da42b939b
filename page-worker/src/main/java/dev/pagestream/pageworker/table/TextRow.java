package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.model.Word;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Words on one baseline. Immutable, not empty.
///
/// @param segments from left to right
/// @param lines they come from
record TextRow(List<Segment> segments, List<TextLine> lines) {
  /// A space between words is a quarter to a third of an em; set wide it is little more.
  private static final double SPACE_EM = 0.5;

  private static final double OVERHANG_PT = 4;

  TextRow {
    segments = List.copyOf(segments);
    lines = List.copyOf(lines);
  }

  /// Rows from top to bottom.
  ///
  /// @param lines horizontal ones
  static List<TextRow> of(List<TextLine> lines) {
    List<List<TextLine>> rows = new ArrayList<>();
    lines.stream()
        .sorted(
            Comparator.comparingDouble(TextLine::baselinePt)
                .thenComparingDouble(line -> line.box().left()))
        .forEach(line -> {
          if (rows.isEmpty() || !sameRow(rows.getLast(), line)) {
            rows.add(new ArrayList<>());
          }
          rows.getLast().add(line);
        });
    return rows.stream().map(TextRow::row).toList();
  }

  /// What of a row lies in a box.
  static Optional<TextRow> in(TextRow row, Box box) {
    if (row.baseline() < box.top() || row.baseline() > box.bottom() + 1) {
      return Optional.empty();
    }
    List<TextLine> inside =
        row.lines.stream()
            .filter(line ->
                line.box().left() >= box.left() - OVERHANG_PT
                    && line.box().right() <= box.right() + OVERHANG_PT)
            .toList();
    return inside.isEmpty() ? Optional.empty() : Optional.of(row(inside));
  }

  /// Measured from the largest line: small ones are notes to it.
  private static boolean sameRow(List<TextLine> row, TextLine line) {
    TextLine main =
        row.stream().max(Comparator.comparingDouble(TextLine::fontSizePt)).orElseThrow();
    return TextBlock.onRow(main, line);
  }

  private static TextRow row(List<TextLine> lines) {
    double em = lines.stream().mapToDouble(TextLine::fontSizePt).max().orElseThrow();
    List<Segment> segments = new ArrayList<>();
    List<Word> words = new ArrayList<>();
    lines.stream()
        .flatMap(line -> line.words().stream())
        .sorted(Comparator.comparingDouble(Word::left))
        .forEach(word -> {
          if (!words.isEmpty() && word.left() - words.getLast().right() > SPACE_EM * em) {
            segments.add(new Segment(words));
            words.clear();
          }
          words.add(word);
        });
    segments.add(new Segment(words));
    return new TextRow(segments, lines);
  }

  Box box() {
    return lines.stream().map(TextLine::box).reduce(Box::union).orElseThrow();
  }

  double top() {
    return box().top();
  }

  double bottom() {
    return box().bottom();
  }

  double left() {
    return segments.getFirst().left();
  }

  double right() {
    return segments.getLast().right();
  }

  double baseline() {
    return lines.stream()
        .max(Comparator.comparingDouble(TextLine::fontSizePt))
        .orElseThrow()
        .baselinePt();
  }

  double em() {
    return lines.stream().mapToDouble(TextLine::fontSizePt).max().orElseThrow();
  }

  boolean bold() {
    return lines.stream().allMatch(TextLine::bold);
  }

  /// Whether it is one run of words.
  boolean single() {
    return segments.size() == 1;
  }
}
