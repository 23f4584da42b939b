package dev.pagestream.document.export;

import java.util.Locale;
import java.util.Optional;

/// Tags of languages.
final class Languages {
  private Languages() {}

  /// The tag as browsers write it; empty when it is none, or of no known language: a screen reader
  /// would choose its voice by it.
  static Optional<String> tag(String given) {
    Locale locale = Locale.forLanguageTag(given.strip().replace('_', '-'));
    String language = locale.getLanguage();
    // A language nobody named is displayed as its own code.
    boolean known =
        !language.isEmpty()
            && !language.equals("und")
            && !locale.getDisplayLanguage(Locale.ENGLISH).equals(language);
    return known ? Optional.of(locale.toLanguageTag()) : Optional.empty();
  }

  /// Whether both are of one language, wherever it is spoken.
  static boolean same(String tag, String other) {
    return Locale.forLanguageTag(tag)
        .getLanguage()
        .equals(Locale.forLanguageTag(other).getLanguage());
  }
}
