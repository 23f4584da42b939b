package dev.pagestream.vlm.quality;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)?");

  /// Scripts languages are written in; one that is in neither table is not judged.
  private static final Map<String, Set<UnicodeScript>> SCRIPTS =
      Map.ofEntries(
          script("ru", UnicodeScript.CYRILLIC),
          script("uk", UnicodeScript.CYRILLIC),
          script("bg", UnicodeScript.CYRILLIC),
          script("be", UnicodeScript.CYRILLIC),
          script("mk", UnicodeScript.CYRILLIC),
          script("el", UnicodeScript.GREEK),
          script("he", UnicodeScript.HEBREW),
          script("ar", UnicodeScript.ARABIC),
          script("fa", UnicodeScript.ARABIC),
          script("ur", UnicodeScript.ARABIC),
          script("zh", UnicodeScript.HAN),
          script("ja", UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN),
          script("ko", UnicodeScript.HANGUL));

  /// Languages of the Latin script.
  private static final Map<String, Set<String>> STOP_WORDS =
      Map.ofEntries(
          words("en", "the of and is are in with to a an on that this by for from it its which as"),
          words(
              "de",
              "der die das und ist sind ein eine mit von auf im in den dem zu zeigt für wird nicht"),
          words(
              "fr", "le la les des et est une un dans avec sur du pour qui de au sont ce cette il"),
          words("es", "el la los las y es una un en con de que por para del se al su como son"),
          words("it", "il lo la gli le e è una un di che con per del della in nel sono si da"),
          words("pt", "o a os as e é uma um em com de que por para do da no na são ao"),
          words(
              "nl",
              "de het een en is van in met op te dat voor zijn aan er door naar wordt niet die"),
          words(
              "sv",
              "och är en ett i på med av som för det den till visar har från inte de kan var"),
          words("da", "og er en et i på med af som for det den til viser har fra ikke de kan ved"),
          words("no", "og er en et i på med av som for det den til viser har fra ikke de kan ved"),
          words("pl", "i jest w na z do się że to nie oraz przez są po od dla jak który która pod"),
          words("cs", "a je v na s se z do že to není které který jsou pro od po jako při nad"),
          words(
              "fi",
              "ja on ei se että joka ovat sekä kuvassa kuva myös kun tai hän oli kanssa mukaan"),
          words("hu", "a az és egy van hogy nem is látható kép ez meg de vagy egyik alatt között"),
          words("ro", "și este în cu de la o un pe din care pentru sunt ale al că se mai lui"),
          words(
              "tr", "ve bir bu ile için olan olarak de da görüntü çok daha gibi üzerinde vardır"));

  private Languages() {}

  static Optional<Finding> find(String text, String tag) {
    Locale wanted = Locale.forLanguageTag(tag);
    String language = wanted.getLanguage().equals("nb") ? "no" : wanted.getLanguage();
    if (language.isEmpty()) {
      return Optional.empty();
    }
    String own = QUOTED.matcher(start(text)).replaceAll(" ");
    Set<UnicodeScript> expected = SCRIPTS.get(language);
    boolean latin = STOP_WORDS.containsKey(language);
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
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> counts.merge(UnicodeScript.of(letter), 1, Integer::sum));
    int letters = counts.values().stream().mapToInt(Integer::intValue).sum();
    int kana =
        counts.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + counts.getOrDefault(UnicodeScript.KATAKANA, 0);
    int right = expected.stream().mapToInt(script -> counts.getOrDefault(script, 0)).sum();
    // Chinese needs no kana, and a Japanese sentence cannot do without.
    boolean wrongHan =
        (language.equals("ja") && kana == 0 && right > LEAST_LETTERS)
            || (language.equals("zh") && kana * 3 > letters);
    return letters >= LEAST_LETTERS && (right * 3 < letters || wrongHan);
  }

  /// Another language's commonest words are there three times as often.
  private static boolean otherWords(String text, String language) {
    Map<String, Integer> hits = new HashMap<>();
    Map<String, Set<String>> kinds = new HashMap<>();
    int words = 0;
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words++;
      String found = word.group();
      STOP_WORDS.forEach((candidate, common) -> {
        if (common.contains(found)) {
          hits.merge(candidate, 1, Integer::sum);
          kinds.computeIfAbsent(candidate, _ -> new HashSet<>()).add(found);
        }
      });
    }
    int right = hits.getOrDefault(language, 0);
    int enough = Math.max(LEAST_HITS, words / 6);
    return words >= LEAST_WORDS
        && hits.entrySet().stream()
            .filter(other -> kinds.getOrDefault(other.getKey(), Set.of()).size() >= LEAST_KINDS)
            .anyMatch(other -> other.getValue() >= enough && right * 3 <= other.getValue());
  }

  private static Map.Entry<String, Set<UnicodeScript>> script(
      String language, UnicodeScript... scripts) {
    return Map.entry(language, Set.of(scripts));
  }

  private static Map.Entry<String, Set<String>> words(String language, String words) {
    return Map.entry(language, Set.of(words.split(" ", -1)));
  }
}
