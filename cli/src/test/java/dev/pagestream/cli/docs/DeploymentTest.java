package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import dev.pagestream.runtime.secret.SecretBox;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// No engine runs here, so at least what can be wrong in words is checked.
class DeploymentTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");
  private static final Pattern METRIC = Pattern.compile("\\bpagestream_[a-z_]+");
  private static final Pattern FORM = Pattern.compile("_(bucket|count|sum)$");

  @ParameterizedTest
  @ValueSource(strings = {"ingest-service", "page-worker", "vlm-worker", "assembler"})
  void theServicesUnderstandWhatComposeTellsThem(String service) throws IOException {
    Map<String, String> environment = environment(service);

    Record config =
        ConfigLoader.load(
            Objects.requireNonNull(ConfigurationPage.services().get(service)),
            Optional.empty(),
            environment,
            ServiceMain.ENV_PREFIX);

    assertThat(config.toString()).contains("kafka:9092");
  }

  @Test
  void theKeyInComposeIsAKey() throws IOException {
    String key =
        Objects.requireNonNull(environment("ingest-service").get("PAGESTREAM_SECRETS_KEY"));

    assertThat(environment("page-worker")).containsEntry("PAGESTREAM_SECRETS_KEY", key);
    assertThat(environment("vlm-worker")).containsEntry("PAGESTREAM_SECRETS_KEY", key);
    SecretBox box = SecretBox.of(new Secret(key));
    assertThat(box.open(box.seal(new byte[] {1}))).containsExactly(1);
  }

  @Test
  void theDashboardShowsOnlyMetricsThereAre() throws IOException {
    Set<String> shown = new TreeSet<>();
    METRIC
        .matcher(Repository.read("deploy/grafana/dashboards/pagestream.json"))
        .results()
        .map(MatchResult::group)
        .map(name -> FORM.matcher(name).replaceFirst(""))
        .forEach(shown::add);

    assertThat(shown).hasSizeGreaterThan(10);
    String page = Repository.read("docs/metrics.md");
    assertThat(shown).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
  }

  private static Map<String, String> environment(String service) throws IOException {
    try (Reader text = Files.newBufferedReader(Repository.file("docker-compose.yml"))) {
      Map<?, ?> compose = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromReader(text);
      Map<String, String> environment = new TreeMap<>();
      flatten(block(block(block(compose, "services"), service), "environment"), environment);
      return environment;
    }
  }

  private static Map<?, ?> block(Map<?, ?> parent, String name) {
    return (Map<?, ?>) Objects.requireNonNull(parent.get(name), name);
  }

  /// Merges `<<` as Compose does, and takes the defaults of Compose's own variables.
  private static void flatten(Map<?, ?> block, Map<String, String> into) {
    if (block.get("<<") instanceof Map<?, ?> merged) {
      flatten(merged, into);
    }
    block.forEach((name, value) -> {
      if (!name.equals("<<")) {
        into.put((String) name, VARIABLE.matcher(String.valueOf(value)).replaceAll("$1"));
      }
    });
  }
}
