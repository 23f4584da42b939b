package dev.pagestream.pageworker.table;

import java.util.regex.Pattern;

/// Tells numbers, with their signs and units, from words.
final class CellNumber {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[\\p{Sc}(<>≤≥~≈±+−–—-]{0,3}\\s?\\d[\\d.,'’\\s\u00A0\u202F]*[)%‰°*†‡\\p{Sc}]{0,3}"
              + "(?:\\s?(?:±|\\+/-|–|-|/|×)\\s?\\d[\\d.,]*%?)?(?:\\s?\\p{L}{1,3}²?³?)?"
              + "(?:\\s?\\(?[±]?\\d[\\d.,]*%?\\)?)?|[-–—−]|n/?a|N/?A");

  private static final int LONGEST = 30;

  private CellNumber() {}

  static boolean matches(String text) {
    return text.length() <= LONGEST && NUMBER.matcher(text).matches();
  }
}
