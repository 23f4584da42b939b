package dev.pagestream.document.export;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which way a text runs.
enum Direction {
  LTR("ltr"),
  RTL("rtl");

  private final String value;

  Direction(String value) {
    this.value = value;
  }

  /// By the first character that has a direction, as a browser's `auto` does; empty when none has.
  static Optional<Direction> of(String text) {
    OptionalInt first = sides(text).filter(side -> side != 0).findFirst();
    return first.isEmpty() ? Optional.empty() : Optional.of(first.getAsInt() > 0 ? RTL : LTR);
  }

  /// The direction of most of the characters.
  static Direction ofMost(Stream<String> texts) {
    return texts.mapToLong(text -> sides(text).asLongStream().sum()).sum() > 0 ? RTL : LTR;
  }

  /// The attribute, with the space before it, of a text inside one of this direction; empty when it
  /// needs none.
  String attribute(String text) {
    return of(text).filter(direction -> direction != this).map(Direction::attribute).orElse("");
  }

  String attribute() {
    return Html.attribute("dir", value);
  }

  /// For each character 1 when it runs from right to left, -1 from left to right, else 0.
  private static IntStream sides(String text) {
    return text.codePoints()
        .map(character ->
            switch (Character.getDirectionality(character)) {
              case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                  Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                  1;
              case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> -1;
              default -> 0;
            });
  }
}
