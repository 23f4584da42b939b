package dev.pagestream.document.language;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names the language that most of a text is in, when that is clear. Pure.
public final class TextLanguage {
  private static final int LOOKED_AT_CHARS = 20_000;
  private static final int LEAST_LETTERS = 40;
  private static final double MOST = 0.6;
  private static final double KANA = 0.1;
  private static final double CLEARLY_MORE = 1.15;

  /// Of the words of a text, those that are among the commonest.
  private static final double LEAST_SHARE = 0.12;

  /// A word that fills the cells of a table makes no language.
  private static final int LEAST_KINDS = 4;

  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)?");

  private TextLanguage() {}

  /// @param texts in reading order; only their beginning is looked at
  /// @return code of two letters
  public static Optional<String> of(Stream<String> texts) {
    String start = start(texts.iterator());
    Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
    start
        .codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> scripts.merge(UnicodeScript.of(letter), 1, Integer::sum));
    int letters = scripts.values().stream().mapToInt(Integer::intValue).sum();
    if (letters < LEAST_LETTERS) {
      return Optional.empty();
    }
    int kana =
        scripts.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
    if (kana > KANA * letters) {
      return Optional.of("ja");
    }
    return scripts.entrySet().stream()
        .filter(script -> script.getValue() > MOST * letters)
        .findFirst()
        .flatMap(script -> of(script.getKey(), start));
  }

  private static Optional<String> of(UnicodeScript script, String text) {
    return switch (script) {
      case LATIN -> byWords(text);
      case CYRILLIC -> Optional.of(cyrillic(text));
      case ARABIC -> Optional.of(arabic(text));
      case HAN -> Optional.of("zh");
      case HANGUL -> Optional.of("ko");
      case GREEK -> Optional.of("el");
      case HEBREW -> Optional.of("he");
      case THAI -> Optional.of("th");
      case DEVANAGARI -> Optional.of("hi");
      case GEORGIAN -> Optional.of("ka");
      case ARMENIAN -> Optional.of("hy");
      default -> Optional.empty();
    };
  }

  /// By letters that the others do not have.
  private static String cyrillic(String text) {
    if (hasAny(text, "їєґ")) {
      return "uk";
    }
    if (hasAny(text, "ў")) {
      return "be";
    }
    if (hasAny(text, "ѓќѕ")) {
      return "mk";
    }
    if (hasAny(text, "ђћџ")) {
      return "sr";
    }
    return hasAny(text, "ыэё") ? "ru" : hasAny(text, "ъ") ? "bg" : "ru";
  }

  private static String arabic(String text) {
    if (hasAny(text, "ٹڈں")) {
      return "ur";
    }
    return hasAny(text, "پچژگ") ? "fa" : "ar";
  }

  private static boolean hasAny(String text, String letters) {
    return text.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
  }

  private static Optional<String> byWords(String text) {
    Map<String, Integer> hits = new HashMap<>();
    Map<String, Set<String>> kinds = new HashMap<>();
    int words = 0;
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words++;
      String found = word.group();
      LanguageSigns.COMMON_WORDS.forEach((language, common) -> {
        if (common.contains(found)) {
          hits.merge(language, 1, Integer::sum);
          kinds.computeIfAbsent(language, _ -> new HashSet<>()).add(found);
        }
      });
    }
    List<Map.Entry<String, Integer>> best =
        hits.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    String language = best.getFirst().getKey();
    int most = best.getFirst().getValue();
    boolean enough =
        most >= LEAST_SHARE * words && kinds.getOrDefault(language, Set.of()).size() >= LEAST_KINDS;
    boolean clear = best.size() == 1 || most >= CLEARLY_MORE * best.get(1).getValue();
    return enough && clear ? Optional.of(language) : Optional.empty();
  }

  private static String start(Iterator<String> texts) {
    StringBuilder start = new StringBuilder();
    while (texts.hasNext() && start.length() < LOOKED_AT_CHARS) {
      start.append(texts.next()).append('\n');
    }
    return start.toString();
  }
}
