package dev.pagestream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConfigReferenceTest {
  @Test
  void eachFieldHasARowWithTypeDefaultVariableAndMeaning() {
    String page = ConfigReference.markdown(SampleConfig.class, "PAGESTREAM_");

    assertThat(page.lines())
        .contains(
            "| `name` | text | `sample` | `PAGESTREAM_NAME` | Its name. |",
            "| `url` | URL |  | `PAGESTREAM_URL` | Where the model is. |",
            "| `mode` | FAST_ONE, SLOW | `FAST_ONE` | `PAGESTREAM_MODE` |  |",
            "| `nested.maxInFlight` | integer | `8` | `PAGESTREAM_NESTED__MAX_IN_FLIGHT` |  |",
            "| `lanes.<name>` | integer |  | `PAGESTREAM_LANES__<NAME>` |  |",
            "| `sizes` | list of integer | `1,2` | `PAGESTREAM_SIZES` |  |",
            "| `endpoints[].host` | text | `required` |  | Address \\| port. |");
  }

  @Test
  void theSharedBlocksHaveDefaultsForEverything() {
    assertThat(ConfigLoader.defaults(KafkaConfig.class).bootstrapServers())
        .isEqualTo("localhost:9092");
    assertThat(ConfigLoader.defaults(RegistryConfig.class).autoRegister()).isTrue();
    assertThat(ConfigLoader.defaults(BlobConfig.class).kind()).isEqualTo(BlobConfig.Kind.FILES);
    assertThat(ConfigLoader.defaults(TopicsConfig.class).joinPartitions()).isEqualTo(12);
    assertThat(ConfigLoader.defaults(AdminConfig.class).port()).isEqualTo(9464);
  }
}
