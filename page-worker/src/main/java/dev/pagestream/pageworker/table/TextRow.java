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
/// @param box around the lines
/// @param main the largest line: small ones are notes to it
record TextRow(List<Segment> segments, List<TextLine> lines, Box box, TextLine main) {
  /// A space between words is a quarter to a third of an em; set wide it is little more.
  private static final double SPACE_EM = 0.5;

  private static final double OVERHANG_PT = 4;
  private static final Comparator<TextLine> FROM_TOP =
      Comparator.comparingDouble(TextLine::baselinePt)
          .thenComparingDouble(line -> line.box().left());
  private static final Comparator<Word> FROM_LEFT = Comparator.comparingDouble(Word::left);

  TextRow {
    segments = List.copyOf(segments);
    lines = List.copyOf(lines);
  }

  /// Rows from top to bottom.
  ///
  /// @param lines horizontal ones
  static List<TextRow> of(List<TextLine> lines) {
    return inRows(lines).stream().map(TextRow::row).toList();
  }

  /// Whether all rows that the lines make have so many segments.
  static boolean allHave(int segments, List<TextLine> lines) {
    return inRows(lines).stream().allMatch(row -> row(row).segments().size() >= segments);
  }

  private static List<List<TextLine>> inRows(List<TextLine> lines) {
    List<TextLine> sorted = new ArrayList<>(lines);
    sorted.sort(FROM_TOP);
    List<List<TextLine>> rows = new ArrayList<>();
    for (TextLine line : sorted) {
      if (rows.isEmpty() || !TextBlock.onRow(main(rows.getLast()), line)) {
        rows.add(new ArrayList<>());
      }
      rows.getLast().add(line);
    }
    return rows;
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

  private static TextLine main(List<TextLine> row) {
    TextLine main = row.getFirst();
    for (TextLine line : row) {
      main = line.fontSizePt() > main.fontSizePt() ? line : main;
    }
    return main;
  }

  private static TextRow row(List<TextLine> lines) {
    TextLine main = main(lines);
    Box box = main.box();
    List<Word> words = new ArrayList<>();
    for (TextLine line : lines) {
      box = box.union(line.box());
      words.addAll(line.words());
    }
    words.sort(FROM_LEFT);
    return new TextRow(segments(words, SPACE_EM * main.fontSizePt()), lines, box, main);
  }

  private static List<Segment> segments(List<Word> words, double spacePt) {
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i).left() - words.get(i - 1).right() > spacePt) {
        segments.add(new Segment(words.subList(start, i)));
        start = i;
      }
    }
    segments.add(new Segment(words.subList(start, words.size())));
    return segments;
  }

  double top() {
    return box.top();
  }

  double bottom() {
    return box.bottom();
  }

  double left() {
    return segments.getFirst().left();
  }

  double right() {
    return segments.getLast().right();
  }

  double baseline() {
    return main.baselinePt();
  }

  double em() {
    return main.fontSizePt();
  }

  boolean bold() {
    return lines.stream().allMatch(TextLine::bold);
  }

  /// Whether it is one run of words.
  boolean single() {
    return segments.size() == 1;
  }
}
