package dev.pagestream.vlm.stop;

/// Stops a text that has become too long to be an answer.
///
/// @param characters at least 1
record StopLength(int characters) implements GenerationStopper {
  StopLength {
    if (characters < 1) {
      throw new IllegalArgumentException("length is " + characters + ", must be at least 1");
    }
  }

  @Override
  public String name() {
    return "length";
  }

  @Override
  public int lookback() {
    return 0;
  }

  @Override
  public boolean shouldStop(String recent, int length) {
    return length > characters;
  }

  @Override
  public boolean complete() {
    return false;
  }
}
