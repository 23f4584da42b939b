package dev.pagestream.document.language;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Set;

/// By what languages are told: their scripts, and among those of the Latin script their commonest
/// words. Keys are codes of two letters.
public final class LanguageSigns {
  /// Scripts languages are written in; one that is in neither table is not told.
  public static final Map<String, Set<UnicodeScript>> SCRIPTS =
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

  /// The commonest words of languages of the Latin script.
  public static final Map<String, Set<String>> COMMON_WORDS =
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

  private LanguageSigns() {}

  private static Map.Entry<String, Set<UnicodeScript>> script(
      String language, UnicodeScript... scripts) {
    return Map.entry(language, Set.of(scripts));
  }

  private static Map.Entry<String, Set<String>> words(String language, String words) {
    return Map.entry(language, Set.of(words.split(" ", -1)));
  }
}
