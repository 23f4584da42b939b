package dev.pagestream.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretReferenceIT {
  @TempDir private Path directory;

  @Test
  void readsAnEnvironmentVariable() {
    assertThat(resolve("env:KEY", Map.of("KEY", " k-1\n"))).isEqualTo(new Secret("k-1"));
  }

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "k-2\n");

    assertThat(resolve("file:" + file, Map.of())).isEqualTo(new Secret("k-2"));
  }

  @Test
  void takesAnythingElseAsTheSecretItself() {
    assertThat(resolve("k-3", Map.of())).isEqualTo(new Secret("k-3"));
  }

  @Test
  void saysWhatIsMissingWithoutQuotingASecret() {
    assertThatThrownBy(() -> resolve("env:KEY", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lanes.gpu.apiKey: the environment variable KEY is not set or empty");
    assertThatThrownBy(() -> resolve("file:" + directory.resolve("none"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none cannot be read");
  }

  private static Secret resolve(String given, Map<String, String> environment) {
    return SecretReference.resolve("lanes.gpu.apiKey", new Secret(given), environment);
  }
}
