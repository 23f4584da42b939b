package dev.pagestream.vlm.budget;

/// Calls and tokens, neither negative.
record Spent(long calls, long tokens) {
  static final Spent NOTHING = new Spent(0, 0);

  Spent plus(Spent other) {
    return new Spent(calls + other.calls, tokens + other.tokens);
  }

  Spent minus(Spent other) {
    return new Spent(Math.max(0, calls - other.calls), Math.max(0, tokens - other.tokens));
  }

  boolean isNothing() {
    return calls == 0 && tokens == 0;
  }
}
