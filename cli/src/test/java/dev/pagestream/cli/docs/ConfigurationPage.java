package dev.pagestream.cli.docs;

import dev.pagestream.assembler.AssemblerConfig;
import dev.pagestream.ingest.IngestConfig;
import dev.pagestream.pageworker.PageWorkerConfig;
import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.ConfigReference;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import dev.pagestream.vlm.VlmWorkerConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// `docs/configuration.md`.
final class ConfigurationPage {
  private static final String INTRO =
      """
      # Configuration

      Generated from the code. Every field of every service, with its default.

      A service takes its configuration from, each over the one before: the defaults below, a YAML file
      (`--config FILE`), the environment. `--print-config` shows what came out, secrets masked, and
      `pagestream config print SERVICE` does the same without starting anything.

      | | |
      |---|---|
      | names | a field `http.port` is `http:` with `port:` below it in the file, and `PAGESTREAM_HTTP__PORT` in the \
      environment: two underscores nest, one separates words |
      | strict | an unknown field or variable, or a bad value, is an error. All of them are reported together, and the \
      service ends with code 78 |
      | durations | ISO-8601: `PT0.5S`, `PT2M`, `P7D` |
      | sizes | `512KiB`, `16MiB`, `2GiB`, or plain bytes |
      | lists | comma separated in the environment |
      | maps | `<name>` stands for a name of your choice. Below `properties` one underscore in a variable is a dot: \
      `PAGESTREAM_KAFKA__PROPERTIES__SECURITY_PROTOCOL` |
      | `${hostname}` | name of the machine, pod or container |

      Local mode (`pagestream serve`) sets all this itself.

      """;

  private static final Map<String, Class<? extends Record>> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put("ingest-service", IngestConfig.class);
    SERVICES.put("page-worker", PageWorkerConfig.class);
    SERVICES.put("vlm-worker", VlmWorkerConfig.class);
    SERVICES.put("assembler", AssemblerConfig.class);
  }

  /// What every service has.
  private record Shared(
      KafkaConfig kafka,
      RegistryConfig registry,
      TopicsConfig topics,
      BlobConfig blobs,
      AdminConfig admin) {}

  private ConfigurationPage() {}

  static Map<String, Class<? extends Record>> services() {
    return Map.copyOf(SERVICES);
  }

  static String markdown() {
    StringBuilder page = new StringBuilder(INTRO);
    page.append("## All services\n\n").append(table(Shared.class));
    SERVICES.forEach(
        (name, type) -> page.append("\n## ").append(name).append("\n\n").append(own(type)));
    return page.toString();
  }

  private static String own(Class<? extends Record> type) {
    return table(type)
        .lines()
        .filter(row -> !isShared(row))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean isShared(String row) {
    return Arrays.stream(Shared.class.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(block -> row.startsWith("| `" + block + "."));
  }

  private static String table(Class<? extends Record> type) {
    return ConfigReference.markdown(type, ServiceMain.ENV_PREFIX);
  }
}
