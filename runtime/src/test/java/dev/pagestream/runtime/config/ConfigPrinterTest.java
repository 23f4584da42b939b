package dev.pagestream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigPrinterTest {
  @Test
  void whatIsPrintedLoadsAsTheSameConfiguration(@TempDir Path directory) throws IOException {
    SampleConfig config =
        ConfigLoader.load(
            SampleConfig.class,
            Map.of(
                "name",
                "no: really",
                "url",
                "http://model/v1",
                "lanes",
                Map.of("gpu", 3),
                "timeout",
                "90s"));
    Path file = Files.writeString(directory.resolve("printed.yaml"), ConfigPrinter.yaml(config));

    assertThat(ConfigLoader.load(SampleConfig.class, Optional.of(file), Map.of(), "X_"))
        .isEqualTo(config);
  }

  @Test
  void credentialsAreMaskedWhereverTheyAre() {
    SampleConfig config =
        ConfigLoader.load(
            SampleConfig.class,
            Map.of(
                "apiKey", "hush1",
                "url", "http://user:hush2@model/v1",
                "properties",
                    Map.of(
                        "sasl.jaas.config",
                        "hush3",
                        "basic.auth.user.info",
                        "hush4",
                        "client.id",
                        "shown")));

    assertThat(ConfigPrinter.yaml(config)).doesNotContain("hush").contains("********", "shown");
  }
}
