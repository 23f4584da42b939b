package dev.pagestream.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(30)
final class ServiceCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  record Config(@Default("4") int workers, Optional<Secret> apiKey, AdminConfig admin) {}

  @Test
  void printsTheConfigurationInEffectWithoutSecrets() {
    int exit =
        execute(Map.of("PAGESTREAM_WORKERS", "9", "PAGESTREAM_API_KEY", "hush"), "--print-config");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("workers: 9", "port: 9464").doesNotContain("hush");
  }

  @Test
  void saysAllThatIsWrongWithTheConfigurationAndEndsWith78() {
    int exit = execute(Map.of("PAGESTREAM_WORKERS", "x", "PAGESTREAM_ADMIN__PORT", "-1"));

    assertThat(exit).isEqualTo(78);
    assertThat(err.toString())
        .contains(
            "the configuration has 2 problem(s)",
            "workers",
            "admin.port is -1, must be 0 to 65535");
  }

  @Test
  void aProblemTheServiceFindsInItsConfigurationEndsWith78Too() {
    int exit =
        execute(
            Map.of("PAGESTREAM_ADMIN__PORT", "0"),
            (_, _) -> {
              throw new ConfigException(List.of("secretsKey is not Base64"));
            });

    assertThat(exit).isEqualTo(78);
    assertThat(err.toString()).contains("secretsKey is not Base64");
  }

  @Test
  void endsWithOneWhenTheServiceDies() {
    int exit =
        execute(
            Map.of("PAGESTREAM_ADMIN__PORT", "0"),
            (_, _) -> {
              FakeService service = new FakeService();
              service.die();
              return service;
            });

    assertThat(exit).isEqualTo(1);
  }

  @Test
  void tellsNameAndVersion() {
    assertThat(execute(Map.of(), "--version")).isZero();
    assertThat(out.toString()).matches("(?s)sample \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void anUnknownOptionEndsWithTwo() {
    assertThat(execute(Map.of(), "--confg", "x")).isEqualTo(2);
  }

  private int execute(Map<String, String> environment, String... args) {
    return execute(environment, (_, _) -> new FakeService(), args);
  }

  private int execute(
      Map<String, String> environment,
      BiFunction<Config, MeterRegistry, Service> factory,
      String... args) {
    CommandLine command =
        new ServiceCommand<>("sample", Config.class, Config::admin, factory, environment)
            .commandLine();
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }
}
