package dev.pagestream.vlm.stop;

/// Stops at a text, wherever the chunks of the stream were cut.
///
/// @param text not empty
/// @param kept whether it belongs to the answer, as a closing tag does
record StopText(String name, String text, boolean kept) implements GenerationStopper {
  StopText {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the text to stop at is empty");
    }
  }

  @Override
  public int lookback() {
    return text.length();
  }

  @Override
  public boolean shouldStop(String recent, int length) {
    return recent.contains(text);
  }

  @Override
  public boolean complete() {
    return true;
  }

  @Override
  public String answer(String whole) {
    int at = whole.indexOf(text); // An earlier one would have stopped it earlier.
    return at < 0 ? whole : whole.substring(0, kept ? at + text.length() : at);
  }
}
