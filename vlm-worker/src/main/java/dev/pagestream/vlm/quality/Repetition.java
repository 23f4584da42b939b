package dev.pagestream.vlm.quality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds answers that go round in circles. A model that loops does so until it is stopped, so the
/// end of the text is looked at and the rest is not. Rows of tables and items of lists may well
/// repeat; they have to do so much longer.
final class Repetition {
  /// Characters at the end in which one unit is looked for that repeats.
  private static final int TAIL_CHARS = 8_192;

  /// Characters at the end whose sentences and words are counted.
  private static final int COUNTED_CHARS = 65_536;

  private static final int PROSE_REPEATS = 4;
  private static final int PROSE_CHARS = 80;
  private static final int ROW_REPEATS = 40;
  private static final int ROW_CHARS = 1_000;

  private static final int SEGMENT_CHARS = 20;
  private static final int SEGMENT_REPEATS = 4;
  private static final int NGRAM_WORDS = 6;
  private static final int NGRAMS_AT_LEAST = 60;

  private static final Pattern SEGMENT_END = Pattern.compile("(?<=[.!?])\\s|[。！？\\n]");
  private static final Pattern ITEM_START = Pattern.compile("\\s*(?:[-*+•·#>]|\\d{1,4}[.)])\\s");
  private static final Pattern CELL = Pattern.compile("[|\\t<>]|[,;](?![\\s,;])");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final Finding FINDING =
      new Finding(
          Gate.LOOPING,
          "The answer repeats itself.",
          "Do not repeat yourself; stop when everything is said once.");

  private Repetition() {}

  static Optional<Finding> find(String text) {
    String counted = text.substring(Math.max(0, text.length() - COUNTED_CHARS));
    return endsInCircles(text) || sameSegments(counted) || sameNgrams(counted)
        ? Optional.of(FINDING)
        : Optional.empty();
  }

  /// The prefix function of the reversed end gives for each length the shortest period.
  private static boolean endsInCircles(String text) {
    String tail =
        new StringBuilder(text.substring(Math.max(0, text.length() - TAIL_CHARS)))
            .reverse()
            .toString();
    int[] border = new int[tail.length()];
    for (int i = 1; i < tail.length(); i++) {
      int length = border[i - 1];
      while (length > 0 && tail.charAt(i) != tail.charAt(length)) {
        length = border[length - 1];
      }
      border[i] = tail.charAt(i) == tail.charAt(length) ? length + 1 : length;
      int covered = i + 1;
      int period = covered - border[i];
      if (covered >= PROSE_CHARS && covered / period >= PROSE_REPEATS) {
        boolean row = rowUnit(new StringBuilder(tail.substring(0, period)).reverse().toString());
        if (!row || (covered >= ROW_CHARS && covered / period >= ROW_REPEATS)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Rulers, leaders and numbers have no letters. The unit may begin anywhere in a row.
  private static boolean rowUnit(String unit) {
    String twice = unit + unit;
    int line = twice.indexOf('\n');
    return unit.codePoints().noneMatch(Character::isLetter)
        || CELL.matcher(twice).find()
        || (line >= 0 && ITEM_START.matcher(twice.substring(line + 1)).lookingAt());
  }

  private static boolean row(String line) {
    return CELL.matcher(line).find() || ITEM_START.matcher(line).lookingAt();
  }

  /// One sentence or line that makes up most of the text.
  private static boolean sameSegments(String text) {
    Map<String, Integer> counts = new HashMap<>();
    int chars = 0;
    int repeatedChars = 0;
    for (String segment : SEGMENT_END.split(text, -1)) {
      String stripped = segment.strip();
      chars += stripped.length();
      if (stripped.length() < SEGMENT_CHARS || row(stripped)) {
        continue;
      }
      if (counts.merge(stripped, 1, Integer::sum) >= SEGMENT_REPEATS) {
        repeatedChars =
            Math.max(repeatedChars, stripped.length() * counts.getOrDefault(stripped, 0));
      }
    }
    return repeatedChars * 5L >= chars * 2L && repeatedChars > 0;
  }

  /// Sequences of six words, most of which were there before.
  private static boolean sameNgrams(String text) {
    Set<Integer> seen = new HashSet<>();
    int ngrams = 0;
    for (String line : text.split("\n", -1)) {
      if (row(line)) {
        continue;
      }
      String[] words = SPACE.split(line.strip(), -1);
      for (int i = 0; i + NGRAM_WORDS <= words.length; i++) {
        int hash = 1;
        for (int j = i; j < i + NGRAM_WORDS; j++) {
          hash = 31 * hash + words[j].hashCode();
        }
        ngrams++;
        seen.add(hash);
      }
    }
    return ngrams >= NGRAMS_AT_LEAST && seen.size() * 2 < ngrams;
  }
}
