package dev.pagestream.runtime.config;

import java.util.regex.Pattern;

/// Keeps credentials out of what is printed, also where they are not typed as `Secret`.
final class Masking {
  static final String MASK = "********";

  private static final Pattern SENSITIVE_KEY =
      Pattern.compile(
          "(?i)password|passphrase|secret|jaas|token|credential|api.?key|user\\.info|private|keystore\\.key");
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");

  private Masking() {}

  /// Whether an entry of a free-form map, such as Kafka's `ssl.key.password`, must not be shown.
  static boolean sensitive(String key) {
    return SENSITIVE_KEY.matcher(key).find();
  }

  /// Masks user and password inside a URL.
  static String url(String text) {
    return USER_INFO.matcher(text).replaceAll("//" + MASK + "@");
  }
}
