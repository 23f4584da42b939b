package dev.pagestream.vlm.stop;

import java.util.regex.Pattern;

/// Stops a model that loops: the text ends in the same piece over and over. Greedy decoding on weak
/// models does that until the token limit.
///
/// Rows of a table, dotted leaders and empty cells repeat, too. So a piece must come more often
/// than they do, and much more often when it has no letter beside its markup.
record StopRepetition() implements GenerationStopper {
  /// Of a piece with words; docling's DocTagsRepetitionStopper takes 32 of any.
  private static final int REPETITIONS = 16;

  private static final int LEAST_CHARS = 320;

  /// Of pieces without words.
  private static final int LEAST_WORDLESS_CHARS = 6_000;

  private static final int LONGEST_PIECE = 400;
  private static final int LOOKBACK = LONGEST_PIECE * REPETITIONS;
  private static final Pattern MARKUP = Pattern.compile("<[^<>]*>|&\\w+;|\\\\\\w+");

  @Override
  public String name() {
    return "repetition";
  }

  @Override
  public int lookback() {
    return LOOKBACK;
  }

  @Override
  public boolean shouldStop(String recent, int length) {
    int longest = Math.min(LONGEST_PIECE, recent.length() / 2);
    for (int piece = 1; piece <= longest; piece++) {
      int needed = Math.max(REPETITIONS * piece, LEAST_CHARS);
      if (needed <= recent.length() && periodic(recent, piece, needed) && loops(recent, piece)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean complete() {
    return false;
  }

  /// The piece may begin in the middle of a tag, so two of them are looked at.
  private static boolean loops(String text, int piece) {
    String two = text.substring(text.length() - 2 * piece);
    boolean words = MARKUP.matcher(two).replaceAll("").chars().anyMatch(Character::isLetter);
    boolean cut = two.indexOf('<') >= 0 || two.indexOf('>') >= 0;
    boolean wordless = !words || (cut && tagsOnly(text, piece));
    return !wordless
        || (text.length() >= LEAST_WORDLESS_CHARS && periodic(text, piece, LEAST_WORDLESS_CHARS));
  }

  /// Whether nothing but tags repeats, told from a stretch that has whole ones.
  private static boolean tagsOnly(String text, int piece) {
    String stretch = text.substring(Math.max(0, text.length() - 8 * piece));
    int from = stretch.indexOf('<');
    int to = stretch.lastIndexOf('>');
    return from >= 0
        && to > from
        && MARKUP
            .matcher(stretch.substring(from, to + 1))
            .replaceAll("")
            .chars()
            .noneMatch(Character::isLetter);
  }

  /// Whether the last characters repeat with this period.
  private static boolean periodic(String text, int period, int chars) {
    int end = text.length();
    for (int i = end - 1; i >= end - chars + period; i--) {
      if (text.charAt(i) != text.charAt(i - period)) {
        return false;
      }
    }
    return true;
  }
}
