package dev.pagestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.ingest.options.Preset;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  @Test
  void defaultsAreSafe() {
    IngestConfig config = ConfigLoader.defaults(IngestConfig.class);

    assertThat(config.enableRemoteServices()).isFalse();
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(5001);
    assertThat(config.splitter().allowPrivateAddresses()).isFalse();
    assertThat(config.presets()).isEmpty();
    assertThat(config.withRemoteServices().enableRemoteServices()).isTrue();
  }

  @Test
  void aPresetsParametersAreReadAsJsonInAFixedOrder() {
    Preset preset =
        preset(
                Map.of(
                    "url",
                    "http://h/v1",
                    "model",
                    "m",
                    "params",
                    Map.of("max_tokens", "200", "seed", "1", "user", "me"),
                    "apiKey",
                    "sk-1"))
            .preset();

    assertThat(preset.params())
        .hasToString("{\"model\":\"m\",\"max_tokens\":200,\"seed\":1,\"user\":\"me\"}");
    assertThat(preset.headers()).containsExactly(Map.entry("Authorization", "Bearer sk-1"));
    assertThat(preset.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(preset.lane()).isEqualTo("adhoc");
  }

  @Test
  void aPresetsKeyIsNeverPrinted() {
    PresetConfig preset = preset(Map.of("url", "http://h", "apiKey", "sk-1"));

    assertThat(preset.apiKey()).contains(new Secret("sk-1"));
    assertThat(preset.toString()).doesNotContain("sk-1");
  }

  @Test
  void aPresetOnALaneThatIsNotDeclaredStopsTheStart() {
    IngestConfig config =
        ConfigLoader.load(
            IngestConfig.class,
            Map.of("presets", Map.of("p", Map.of("url", "http://h", "lane", "gpu"))));

    assertThatThrownBy(() -> IngestService.create(config, new SimpleMeterRegistry()))
        .hasMessage("presets.p.lane is gpu, must be one of [adhoc]");
  }

  @Test
  void aPresetWithAKeyNeedsTheKeyThatSealsIt() {
    IngestConfig config =
        ConfigLoader.load(
            IngestConfig.class,
            Map.of("presets", Map.of("p", Map.of("url", "http://h", "apiKey", "sk-1"))));

    assertThatThrownBy(() -> IngestService.create(config, new SimpleMeterRegistry()))
        .hasMessage("presets.p.apiKey is set, which needs secretsKey");
  }

  private static PresetConfig preset(Map<String, ?> fields) {
    IngestConfig config =
        ConfigLoader.load(IngestConfig.class, Map.of("presets", Map.of("p", fields)));
    return config.presets().values().iterator().next();
  }
}
