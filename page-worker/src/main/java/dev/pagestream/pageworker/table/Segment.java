package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.TextDirection;
import dev.pagestream.pageworker.model.Word;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Words of a row with no more than a space between them. Immutable, not empty.
///
/// @param words from left to right
record Segment(List<Word> words) {
  Segment {
    words = List.copyOf(words);
  }

  double left() {
    return words.getFirst().left();
  }

  double right() {
    return words.getLast().right();
  }

  double centre() {
    return (left() + right()) / 2;
  }

  double width() {
    return right() - left();
  }

  /// How much of it lies between two places.
  double shared(double from, double to) {
    return Math.min(right(), to) - Math.max(left(), from);
  }

  String text() {
    return text(words);
  }

  Box box(TextRow row) {
    return new Box(left(), row.top(), right(), row.bottom());
  }

  /// In the order they are read.
  ///
  /// @param words from left to right
  static String text(List<Word> words) {
    if (words.size() == 1) {
      return words.getFirst().text();
    }
    String text = words.stream().map(Word::text).collect(Collectors.joining(" "));
    return TextDirection.isRightToLeft(text)
        ? words.stream()
            .sorted(Comparator.comparingDouble(Word::left).reversed())
            .map(Word::text)
            .collect(Collectors.joining(" "))
        : text;
  }
}
