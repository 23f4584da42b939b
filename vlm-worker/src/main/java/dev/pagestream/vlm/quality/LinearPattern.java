package dev.pagestream.vlm.quality;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;

/// A regular expression of a stranger over the text of another, in time linear in the text: no
/// back-references and no look-around, which is all that JSON Schema recommends to use. Immutable,
/// thread-safe.
record LinearPattern(Pattern pattern) implements RegularExpression {
  /// @throws com.google.re2j.PatternSyntaxException when it is none, or one that needs more
  static LinearPattern compile(String regex) {
    return new LinearPattern(Pattern.compile(regex));
  }

  /// Whether it is found anywhere in the text.
  @Override
  public boolean matches(String text) {
    return pattern.matcher(text).find();
  }
}
