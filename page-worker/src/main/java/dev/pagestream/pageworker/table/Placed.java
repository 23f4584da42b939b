package dev.pagestream.pageworker.table;

import dev.pagestream.pageworker.model.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A run of words and the columns it stands in. Immutable.
///
/// @param first column, from 0
/// @param last column, inclusive
record Placed(Segment segment, int first, int last) {
  private static final double COVERS = 0.25;
  private static final double WIDER_THAN_SPACES = 1.3;
  private static final double GUTTER_EM = 0.4;

  /// All of a row, from left to right.
  static List<Placed> of(TextRow row, Columns columns) {
    List<Placed> placed = new ArrayList<>();
    for (Segment segment : row.segments()) {
      for (Segment part : split(segment, columns, row.em())) {
        placed.add(place(part, columns));
      }
    }
    return placed;
  }

  boolean spans() {
    return last > first;
  }

  Placed over(int from, int to) {
    return new Placed(segment, from, to);
  }

  /// Cells may stand closer than words apart mostly do; then the space between them is still wider
  /// than those within them.
  private static List<Segment> split(Segment segment, Columns columns, double em) {
    List<Word> words = segment.words();
    double[] gaps = new double[Math.max(0, words.size() - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = words.get(i + 1).left() - words.get(i).right();
    }
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    double usual = gaps.length < 2 ? 0 : sorted[(gaps.length - 1) / 2];
    List<Segment> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < gaps.length; i++) {
      boolean border =
          columns.at(words.get(i).centre()) != columns.at(words.get(i + 1).centre())
              && columns.at(words.get(i).right()) != columns.at(words.get(i + 1).left() + 1);
      boolean wide = gaps[i] >= Math.max(WIDER_THAN_SPACES * usual, GUTTER_EM * em);
      if (border && (wide || isTight(columns, words.get(i), words.get(i + 1)))) {
        parts.add(new Segment(words.subList(from, i + 1)));
        from = i + 1;
      }
    }
    parts.add(new Segment(words.subList(from, words.size())));
    return parts;
  }

  private static boolean isTight(Columns columns, Word word, Word next) {
    return columns.tight().stream().anyMatch(x -> word.right() <= x + 1 && next.left() >= x - 1);
  }

  /// In every column that it covers a good part of, or that covers a good part of it.
  private static Placed place(Segment segment, Columns columns) {
    int main = columns.at(segment.centre());
    int first = main;
    int last = main;
    while (first > 0 && covers(segment, columns, first - 1)) {
      first--;
    }
    while (last < columns.count() - 1 && covers(segment, columns, last + 1)) {
      last++;
    }
    return new Placed(segment, first, last);
  }

  private static boolean covers(Segment segment, Columns columns, int column) {
    double start = columns.start(column);
    double end = columns.end(column);
    return segment.shared(start, end) >= COVERS * Math.min(segment.width(), end - start);
  }
}
