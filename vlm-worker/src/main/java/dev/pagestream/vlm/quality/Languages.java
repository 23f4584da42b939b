package dev.pagestream.vlm.quality;

import dev.pagestream.document.language.CommonWords;
import dev.pagestream.document.language.LanguageSigns;
import dev.pagestream.document.language.Scripts;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells whether a text is clearly not in the language it should be in: by its script, and among
/// languages of the Latin script by their commonest words. It does not name the language of any
/// text, and in doubt it keeps quiet. What is quoted does not count, for it is what the picture
/// says.
final class Languages {
  private static final int LOOKED_AT_CHARS = 20_000;
  private static final int LEAST_LETTERS = 12;
  private static final int LEAST_WORDS = 8;
  private static final int LEAST_HITS = 4;

  /// A word that fills the cells of a table makes no language.
  private static final int LEAST_KINDS = 3;

  private static final Pattern QUOTED =
      Pattern.compile(
          "“[^”]{0,500}”|„[^“”]{0,500}[“”]|«[^»]{0,500}»|\"[^\"]{0,500}\"|「[^」]{0,500}」");

  private Languages() {}

  static Optional<Finding> find(String text, String tag) {
    Locale wanted = Locale.forLanguageTag(tag);
    String language = wanted.getLanguage().equals("nb") ? "no" : wanted.getLanguage();
    if (language.isEmpty()) {
      return Optional.empty();
    }
    String own = QUOTED.matcher(start(text)).replaceAll(" ");
    Set<UnicodeScript> expected = LanguageSigns.SCRIPTS.get(language);
    boolean latin = LanguageSigns.COMMON_WORDS.containsKey(language);
    boolean other =
        expected != null
            ? otherScript(own, language, expected)
            : latin
                && (otherScript(own, language, Set.of(UnicodeScript.LATIN))
                    || otherWords(own, language));
    if (!other) {
      return Optional.empty();
    }
    String name = wanted.getDisplayLanguage(Locale.ENGLISH);
    return Optional.of(
        new Finding(
            Gate.LANGUAGE, "The answer is not in " + name + ".", "Answer in " + name + "."));
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), LOOKED_AT_CHARS));
  }

  /// Less than a third of the letters are of the script.
  private static boolean otherScript(String text, String language, Set<UnicodeScript> expected) {
    Scripts scripts = Scripts.in(text);
    int letters = scripts.all();
    int kana = scripts.kana();
    int right = expected.stream().mapToInt(scripts::of).sum();
    // Chinese needs no kana, and a Japanese sentence cannot do without.
    boolean wrongHan =
        (language.equals("ja") && kana == 0 && right > LEAST_LETTERS)
            || (language.equals("zh") && kana * 3 > letters);
    return letters >= LEAST_LETTERS && (right * 3 < letters || wrongHan);
  }

  /// Another language's commonest words are there three times as often.
  private static boolean otherWords(String text, String language) {
    CommonWords common = CommonWords.in(text);
    int right = common.hits().getOrDefault(language, 0);
    int enough = Math.max(LEAST_HITS, common.words() / 6);
    return common.words() >= LEAST_WORDS
        && common.hits().entrySet().stream()
            .filter(other -> common.kindsOf(other.getKey()) >= LEAST_KINDS)
            .anyMatch(other -> other.getValue() >= enough && right * 3 <= other.getValue());
  }
}
