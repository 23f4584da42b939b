package dev.pagestream.pageworker.office;

import java.util.Locale;

/// Prints numbers of lists in the formats of Office.
final class Numbers {
  private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final String[] ROMAN = {
    "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"
  };
  private static final int MOST_ROMAN = 3_999;
  private static final int LETTERS = 26;

  /// Word repeats a letter after the alphabet; more would be a mistake.
  private static final int MOST_LETTERS = 10;

  private Numbers() {}

  /// Formats that are not known print as digits.
  ///
  /// @param format `ST_NumberFormat`
  static String print(int number, String format) {
    return switch (format) {
      case "upperRoman" -> roman(number);
      case "lowerRoman" -> roman(number).toLowerCase(Locale.ROOT);
      case "upperLetter" -> letters(number);
      case "lowerLetter" -> letters(number).toLowerCase(Locale.ROOT);
      case "decimalZero" -> number < 10 ? "0" + number : String.valueOf(number);
      case "none" -> "";
      case String _ -> String.valueOf(number);
    };
  }

  private static String roman(int number) {
    if (number < 1 || number > MOST_ROMAN) {
      return String.valueOf(number);
    }
    StringBuilder roman = new StringBuilder();
    int rest = number;
    for (int i = 0; i < VALUES.length; i++) {
      while (rest >= VALUES[i]) {
        roman.append(ROMAN[i]);
        rest -= VALUES[i];
      }
    }
    return roman.toString();
  }

  /// 27 is AA, 28 BB.
  private static String letters(int number) {
    int repeats = (number - 1) / LETTERS + 1;
    return number < 1 || repeats > MOST_LETTERS
        ? String.valueOf(number)
        : String.valueOf((char) ('A' + (number - 1) % LETTERS)).repeat(repeats);
  }
}
