package dev.pagestream.vlm.stop;

/// Decides while a model writes whether it has written enough. The counterpart of docling's
/// `GenerationStopper`, whose look-back counts characters, too. Implementations are stateless and
/// thread-safe.
public interface GenerationStopper {
  /// For logs and metrics, bounded: `tag`, `text`, `repetition`, `length`.
  String name();

  /// Characters of the end of the text it looks at, at least 1; `Integer.MAX_VALUE` for all.
  int lookback();

  /// Whether to stop now.
  ///
  /// @param recent the end of the text so far, at most [#lookback()] characters
  /// @param length of the whole text so far, in characters
  boolean shouldStop(String recent, int length);

  /// Whether a text it has stopped is a whole answer; a looping or overlong one is not.
  boolean complete();

  /// The answer in a text it has stopped.
  default String answer(String text) {
    return text;
  }
}
