package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The files of this checkout, seen from the module's directory, where tests run.
final class Repository {
  private static final String UPDATE = "update-docs";

  private Repository() {}

  static Path file(String path) {
    return Path.of("..").resolve(path);
  }

  static String read(String path) throws IOException {
    return Files.readString(file(path));
  }

  /// Fails when a committed page is not as it is rendered now, or writes it when asked to.
  ///
  /// @param command arguments of Maven that rewrite the page
  static void requireCurrent(String path, String rendered, String command) throws IOException {
    if (System.getProperty(UPDATE) != null) {
      Files.writeString(file(path), rendered);
    }
    assertThat(file(path)).exists();
    String committed = read(path);
    int difference = Arrays.mismatch(committed.toCharArray(), rendered.toCharArray());
    assertThat(difference)
        .as(
            "%s is stale from line %d on. Rewrite it: ./mvnw -B -ntp -pl cli -am %s -D%s",
            path,
            committed.substring(0, Math.clamp(difference, 0, committed.length())).lines().count(),
            command,
            UPDATE)
        .isNegative();
  }
}
