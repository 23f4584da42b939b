package dev.pagestream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
  private static final String PREFIX = "PAGESTREAM_";

  @TempDir Path directory;

  /// Two required fields and nothing else.
  record Required(URI url, int port) {}

  @Test
  void defaultsFillEveryFieldThatIsNotGiven() {
    SampleConfig config = ConfigLoader.defaults(SampleConfig.class);

    assertThat(config.workers()).isEqualTo(4);
    assertThat(config.total()).isEqualTo(9_000_000_000L);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.buffer()).isEqualTo(new ByteSize(16 << 20));
    assertThat(config.url()).isEmpty();
    assertThat(config.queues()).isEmpty();
    assertThat(config.sizes()).containsExactly(1, 2);
    assertThat(config.lanes()).isEmpty();
    assertThat(config.nested()).isEqualTo(new SampleConfig.Nested(8, "a"));
  }

  @Test
  void theFileGoesOverTheDefaultsAndTheEnvironmentOverTheFile() throws IOException {
    SampleConfig config =
        load(
            """
            workers: 7
            total: 8
            url: http://model:8000/v1
            nested:
              maxInFlight: 3
              label: from file
            """,
            Map.of(
                "PAGESTREAM_WORKERS",
                "9",
                "PAGESTREAM_NESTED__MAX_IN_FLIGHT",
                "64",
                "PATH",
                "/bin"));

    assertThat(config.workers()).isEqualTo(9);
    assertThat(config.total()).isEqualTo(8);
    assertThat(config.url()).contains(URI.create("http://model:8000/v1"));
    assertThat(config.nested()).isEqualTo(new SampleConfig.Nested(64, "from file"));
  }

  @Test
  void valuesOfAllKindsAreReadFromTheFile() throws IOException {
    SampleConfig config =
        load(
            """
            name: no
            timeout: PT1M30S
            buffer: 512KiB
            apiKey: hush
            mode: fast-one
            queues: [bulk, urgent]
            sizes: 5, 6
            lanes:
              gpu-1: 4
            endpoints:
              - host: a
              - host: b
                port: 81
            """,
            Map.of());

    assertThat(config.name()).isEqualTo("no");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.buffer().bytes()).isEqualTo(512 * 1024);
    assertThat(config.apiKey()).contains(new Secret("hush"));
    assertThat(config.mode()).isEqualTo(SampleConfig.Mode.FAST_ONE);
    assertThat(config.queues()).containsExactly("bulk", "urgent");
    assertThat(config.sizes()).containsExactly(5, 6);
    assertThat(config.lanes()).containsExactly(Map.entry("gpu-1", 4));
    assertThat(config.endpoints())
        .containsExactly(new SampleConfig.Endpoint("a", 80), new SampleConfig.Endpoint("b", 81));
  }

  @Test
  void aMapEntryOfTheEnvironmentHasDotsForItsUnderscores() throws IOException {
    SampleConfig config =
        load(
            "",
            Map.of(
                "PAGESTREAM_PROPERTIES__SECURITY_PROTOCOL",
                "SASL_SSL",
                "PAGESTREAM_QUEUES",
                "a, b"));

    assertThat(config.properties()).containsExactly(Map.entry("security.protocol", "SASL_SSL"));
    assertThat(config.queues()).containsExactly("a", "b");
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    List<String> problems =
        problems(
            """
            wrokers: 7
            total: many
            total: 8
            timeout: 5 parsecs
            buffer: [1]
            mode: quick
            enabled: yes
            nested:
              maxInFlight: 0
            endpoints:
              - port: 1
            lanes: 3
            """,
            Map.of("PAGESTREAM_NESTED__MAX_IN_FLIHGT", "3", "PAGESTREAM_SHARE", "half"));

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "total is given twice in the file, again at line 3",
            "environment variable PAGESTREAM_NESTED__MAX_IN_FLIHGT matches no field; did you mean PAGESTREAM_NESTED__MAX_IN_FLIGHT?",
            "wrokers is not a known field; did you mean workers?",
            "share (from PAGESTREAM_SHARE) is 'half', must be a number",
            "timeout is '5 parsecs', must be a duration like 100ms, 5s, 2m or PT5S",
            "buffer is a list, must be a size like 4096, 512KiB or 16MiB",
            "mode is 'quick', must be one of FAST_ONE, SLOW",
            "enabled is 'yes', must be true or false",
            "nested: maxInFlight is 0, must be at least 1",
            "endpoints[0].host is missing, must be text",
            "lanes is '3', must be a map from names to values");
  }

  @Test
  void aMissingFieldIsNamedWithItsVariable() {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigLoader.load(Required.class, Optional.empty(), Map.of(), PREFIX));

    assertThat(thrown.problems())
        .containsExactly(
            "url is missing, must be a URL like http://host:8080/path (in the environment: PAGESTREAM_URL)",
            "port is missing, must be a whole number (in the environment: PAGESTREAM_PORT)");
  }

  @Test
  void problemsShowNoCredentials() throws IOException {
    List<String> problems =
        problems("nested: http://user:pass@host\napiKey: [hush]\napiKy: hush\n", Map.of());

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "nested is 'http://********@host', must be a block of fields",
            "apiKey is a list, must be text",
            "apiKy is not a known field; did you mean apiKey?");
  }

  @Test
  void aFileThatIsNotYamlIsOneProblemWithItsLine() throws IOException {
    List<String> problems = problems("workers: 1\n  total: [\n", Map.of());

    assertThat(problems).singleElement().asString().contains("is not YAML at line 2");
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    Path file = directory.resolve("absent.yaml");

    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () -> ConfigLoader.load(SampleConfig.class, Optional.of(file), Map.of(), PREFIX));

    assertThat(thrown.problems()).singleElement().asString().contains("absent.yaml cannot be read");
  }

  @Test
  void variablesOfTheLauncherAndOfKubernetesAreNotOurs() throws IOException {
    SampleConfig config =
        load(
            "",
            Map.of(
                "PAGESTREAM_HOME", "/opt",
                "PAGESTREAM_JAVA_OPTS", "-Xmx1g",
                "PAGESTREAM_LOG_LEVEL", "DEBUG",
                "PAGESTREAM_INGEST_SERVICE_HOST", "10.0.0.1",
                "PAGESTREAM_INGEST_PORT", "tcp://10.0.0.1:80",
                "PAGESTREAM_INGEST_PORT_80_TCP_ADDR", "10.0.0.1"));

    assertThat(config).isEqualTo(ConfigLoader.defaults(SampleConfig.class));
  }

  @Test
  void aTreeOfPlainValuesIsBoundToo() {
    SampleConfig config =
        ConfigLoader.load(
            SampleConfig.class,
            Map.of(
                "workers",
                2,
                "timeout",
                Duration.ofMillis(20),
                "nested",
                Map.of("maxInFlight", 5),
                "queues",
                List.of("x")));

    assertThat(config.workers()).isEqualTo(2);
    assertThat(config.timeout()).isEqualTo(Duration.ofMillis(20));
    assertThat(config.nested().maxInFlight()).isEqualTo(5);
    assertThat(config.queues()).containsExactly("x");
  }

  @Test
  void anEmptyVariableLeavesAnOptionalFieldEmpty() throws IOException {
    SampleConfig config = load("url: http://model/v1\n", Map.of("PAGESTREAM_URL", ""));

    assertThat(config.url()).isEmpty();
  }

  private SampleConfig load(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(directory.resolve("config.yaml"), yaml);
    return ConfigLoader.load(SampleConfig.class, Optional.of(file), environment, PREFIX);
  }

  private List<String> problems(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(directory.resolve("config.yaml"), yaml);
    return catchThrowableOfType(
            ConfigException.class,
            () -> ConfigLoader.load(SampleConfig.class, Optional.of(file), environment, PREFIX))
        .problems();
  }
}
