package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    assertThat(read(path))
        .as("%s is stale. Rewrite it: ./mvnw -B -ntp -pl cli -am %s -D%s", path, command, UPDATE)
        .isEqualTo(rendered);
  }
}
