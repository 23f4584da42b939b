package dev.pagestream.vlm.stop;

/// Stops a model that loops: the text ends in the same piece over and over. Greedy decoding on weak
/// models does that until the token limit.
///
/// A piece counts when it has a letter, so that dotted leaders and the rules of tables do not, and
/// when its repetitions reach both a number and a length that no table or list of a document
/// reaches by accident: rows differ in their words, loops do not.
record StopRepetition() implements GenerationStopper {
  /// As docling's DocTagsRepetitionStopper: so many equal pieces in a row.
  private static final int REPETITIONS = 8;

  private static final int LEAST_CHARS = 160;
  private static final int LONGEST_PIECE = 400;
  private static final int LOOKBACK = LONGEST_PIECE * REPETITIONS;


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
    return length >= LEAST_CHARS && loops(recent);
  }

  @Override
  public boolean complete() {
    return false;
  }

  /// Whether the text ends in a loop.
  static boolean loops(String text) {
    int longest = Math.min(LONGEST_PIECE, text.length() / 2);
    for (int piece = 1; piece <= longest; piece++) {
      int needed = Math.max(REPETITIONS * piece, LEAST_CHARS);
      if (needed <= text.length() && periodic(text, piece, needed) && hasLetter(text, piece)) {
        return true;
      }
    }
    return false;
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

  private static boolean hasLetter(String text, int piece) {
    return text.substring(text.length() - piece).chars().anyMatch(Character::isLetter);
  }}
