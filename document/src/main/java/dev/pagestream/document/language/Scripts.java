package dev.pagestream.document.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/// How many letters of each script a text has. Immutable.
public record Scripts(Map<UnicodeScript, Integer> letters) {
  public Scripts {
    letters = Map.copyOf(letters);
  }

  public static Scripts in(String text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
    return new Scripts(letters);
  }

  public int of(UnicodeScript script) {
    return letters.getOrDefault(script, 0);
  }

  public int kana() {
    return of(UnicodeScript.HIRAGANA) + of(UnicodeScript.KATAKANA);
  }

  public int all() {
    return letters.values().stream().mapToInt(Integer::intValue).sum();
  }
}
