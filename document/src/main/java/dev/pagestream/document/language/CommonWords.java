package dev.pagestream.document.language;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often the commonest words of each language stand in a text. Immutable.
///
/// @param words there are in the text
/// @param hits how many of them are among the commonest, by language; none where there is none
/// @param kinds how many different ones these are, by language
public record CommonWords(int words, Map<String, Integer> hits, Map<String, Integer> kinds) {
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)?");

  public CommonWords {
    hits = Map.copyOf(hits);
    kinds = Map.copyOf(kinds);
  }

  public static CommonWords in(String text) {
    Map<String, Integer> hits = new HashMap<>();
    Map<String, Set<String>> found = new HashMap<>();
    int words = 0;
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words++;
      String word = matcher.group();
      LanguageSigns.COMMON_WORDS.forEach((language, common) -> {
        if (common.contains(word)) {
          hits.merge(language, 1, Integer::sum);
          found.computeIfAbsent(language, _ -> new HashSet<>()).add(word);
        }
      });
    }
    Map<String, Integer> kinds = new HashMap<>();
    found.forEach((language, different) -> kinds.put(language, different.size()));
    return new CommonWords(words, hits, kinds);
  }

  public int kindsOf(String language) {
    return kinds.getOrDefault(language, 0);
  }
}
