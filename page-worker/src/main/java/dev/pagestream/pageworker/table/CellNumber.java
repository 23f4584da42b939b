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
    return text.length() <= LONGEST && mayBegin(text) && NUMBER.matcher(text).matches();
  }

  /// Most words begin with a letter, and no number does: `n/a` alone stands for one.
  private static boolean mayBegin(String text) {
    return !text.isEmpty()
        && (!Character.isLetter(text.charAt(0)) || text.charAt(0) == 'n' || text.charAt(0) == 'N');
  }
}
