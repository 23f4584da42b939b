package dev.pagestream.document.language;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private TextLanguage() {}

  /// @param texts in reading order; only their beginning is looked at
  /// @return code of two letters
  public static Optional<String> of(Stream<String> texts) {
    String start = start(texts.iterator());
    Scripts scripts = Scripts.in(start);
    int letters = scripts.all();
    if (letters < LEAST_LETTERS) {
      return Optional.empty();
    }
    if (scripts.kana() > KANA * letters) {
      return Optional.of("ja");
    }
    return scripts.letters().entrySet().stream()
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
    CommonWords common = CommonWords.in(text);
    List<Map.Entry<String, Integer>> best =
        common.hits().entrySet().stream()
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
        most >= LEAST_SHARE * common.words() && common.kindsOf(language) >= LEAST_KINDS;
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
