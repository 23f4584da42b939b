package dev.pagestream.runtime.secret;

import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where a secret of a configuration file really is: `env:NAME` for an environment variable,
/// `file:/path` for a file, as orchestrators mount them; anything else is the secret itself.
public final class SecretReference {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";
  private static final long MAX_BYTES = 64 << 10;

  private SecretReference() {}

  /// The secret, stripped of white space around it.
  ///
  /// @param field for messages, which never quote the secret
  /// @throws IllegalArgumentException when the variable or the file is not there or is empty
  public static Secret resolve(String field, Secret given, Map<String, String> environment) {
    String text = given.value().strip();
    if (text.startsWith(ENVIRONMENT)) {
      String name = text.substring(ENVIRONMENT.length());
      return present(field, "environment variable " + name, environment.getOrDefault(name, ""));
    }
    if (text.startsWith(FILE)) {
      Path file = Path.of(text.substring(FILE.length()));
      return present(field, "file " + file, content(field, file));
    }
    return present(field, "value", text);
  }

  private static Secret present(String field, String source, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + ": the " + source + " is not set or empty");
    }
    return new Secret(text.strip());
  }

  private static String content(String field, Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            field + ": the file " + file + " is too large for a key");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(field + ": the file " + file + " cannot be read", e);
    }
  }
}
