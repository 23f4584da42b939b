package dev.pagestream.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares with files under `src/test/resources/golden`; `-Dupdate-golden` writes them instead.
public final class Golden {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  private Golden() {}

  public static void assertMatches(String file, String actual) {
    Path path = DIRECTORY.resolve(file);
    try {
      if (System.getProperty("update-golden") != null) {
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, actual);
      }
      assertThat(actual).isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
