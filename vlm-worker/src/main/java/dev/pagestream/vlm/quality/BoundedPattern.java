package dev.pagestream.vlm.quality;

import com.networknt.schema.regex.RegularExpression;
import java.time.Duration;
import java.util.regex.Pattern;

/// A regular expression of a stranger over the text of another: some take longer than the universe
/// is old. Immutable, thread-safe.
final class BoundedPattern implements RegularExpression {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /// @throws java.util.regex.PatternSyntaxException when it is none
  static BoundedPattern compile(String regex) {
    return new BoundedPattern(Pattern.compile(regex));
  }

  /// Whether it is found anywhere in the text, as JSON Schema has it.
  ///
  /// @throws TimedOutException after a second
  @Override
  public boolean matches(String text) {
    return pattern.matcher(new Bounded(text, System.nanoTime() + LIMIT.toNanos())).find();
  }

  /// It took too long.
  static final class TimedOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimedOutException() {
      super("a pattern took longer than " + LIMIT.toMillis() + " ms");
    }
  }

  /// A text whose characters can be had until some time.
  private record Bounded(CharSequence text, long endNanos) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (System.nanoTime() - endNanos > 0) {
        throw new TimedOutException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Bounded(text.subSequence(start, end), endNanos);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
