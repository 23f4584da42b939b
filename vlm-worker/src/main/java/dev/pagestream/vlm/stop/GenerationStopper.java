package dev.pagestream.vlm.stop;

/// Decides while a model writes whether it has written enough. The counterpart of docling's
/// `GenerationStopper`, whose look-back counts characters, too. Implementations are stateless and
/// thread-safe.
public interface GenerationStopper {
  /// For logs and metrics, bounded: `tag`, `text`, `repetition`, `length`.
  String name();

  /// Characters before what came last that it looks at, 0 or more.
  int lookback();

  /// Whether to stop now.
  ///
  /// @param recent the end of the text so far: what came last, and [#lookback()] characters before
  ///   it
  /// @param length of the whole text so far, in characters
  boolean shouldStop(String recent, int length);

  /// Whether a text it has stopped is a whole answer; a looping or overlong one is not.
  boolean complete();

  /// The answer in a text it has stopped.
  default String answer(String text) {
    return text;
  }
}
