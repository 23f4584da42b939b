package dev.pagestream.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Names of fields: in the environment, in paths, and which one was probably meant.
final class Names {
  private Names() {}

  /// `maxInFlight` is `MAX_IN_FLIGHT` in the environment.
  static String environment(String field) {
    return field.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /// Below a map the key is lower case with dots: `SECURITY_PROTOCOL` is `security.protocol`.
  static String mapKey(String segment) {
    return segment.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /// The candidate nearest to the word, when it is near enough to be a typo.
  static Optional<String> nearest(String word, Collection<String> candidates) {
    int limit = Math.max(1, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /// Levenshtein distance, ignoring case, dashes and underscores.
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    String b = right.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
