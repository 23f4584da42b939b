package dev.pagestream.document.pageanswer;

import java.util.ArrayDeque;
import java.util.Deque;

/// The lists that are open, and how far each has counted. Confined to one reading.
final class OpenLists {
  /// Deeper ones count as this deep.
  static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER = 999_999_999;

  /// Numbers of the items so far, from the innermost; negative for lists without numbers.
  private final Deque<Integer> numbers = new ArrayDeque<>();

  private int deeper;

  /// @param first number of its first item
  void beginOrdered(int first) {
    begin(first - 1);
  }

  void beginUnordered() {
    begin(-1);
  }

  private void begin(int number) {
    if (numbers.size() == MAX_DEPTH) {
      deeper++;
    } else {
      numbers.push(number);
    }
  }

  void end() {
    if (deeper > 0) {
      deeper--;
    } else {
      numbers.poll();
    }
  }

  void count() {
    if (isOrdered() && numbers.peek() < MAX_NUMBER) {
      numbers.push(numbers.pop() + 1);
    }
  }

  /// The next item has this number.
  void countTo(int number) {
    if (isOrdered()) {
      numbers.pop();
      numbers.push(Math.clamp(number, 0, MAX_NUMBER));
    }
  }

  /// Of the item that was counted last; empty in a list without numbers.
  String marker() {
    return isOrdered() && numbers.peek() > 0 ? numbers.peek() + "." : "";
  }

  boolean isOrdered() {
    return !numbers.isEmpty() && numbers.peek() >= 0;
  }

  /// In how many lists the innermost one stands.
  int depth() {
    return Math.max(0, numbers.size() - 1);
  }
}
