package dev.pagestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.Purpose;
import dev.pagestream.ingest.profile.BuiltInProfiles;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  @Test
  void defaultsAreSafe() {
    IngestConfig config = ConfigLoader.defaults(IngestConfig.class);

    assertThat(config.enableRemoteServices()).isFalse();
    assertThat(config.allowCustomConfig()).isFalse();
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(5001);
    assertThat(config.splitter().allowPrivateAddresses()).isFalse();
    assertThat(config.profiles()).isEmpty();
    assertThat(config.withSwitches(true, false).enableRemoteServices()).isTrue();
    assertThat(config.withSwitches(false, false).enableRemoteServices()).isFalse();
  }

  @Test
  void aProfilesParametersAreReadAsJsonInAFixedOrder() {
    Profile profile =
        config(
                Map.of(
                    "url",
                    "http://h/v1",
                    "model",
                    "m",
                    "temperature",
                    "0.2",
                    "params",
                    Map.of("max_tokens", "200", "seed", "1", "user", "me"),
                    "apiKey",
                    "sk-1"))
            .over(Optional.empty(), Purpose.DESCRIBE_PICTURE);

    assertThat(profile.last().params())
        .hasToString(
            "{\"model\":\"m\",\"temperature\":0.2,\"max_tokens\":200,\"seed\":1,\"user\":\"me\"}");
    assertThat(profile.headers()).containsExactly(Map.entry("Authorization", "Bearer sk-1"));
    assertThat(profile.timeout()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aBuiltInProfileKeepsWhatTheOperatorDoesNotChange() {
    Profile granite =
        config(Map.of("lane", "gpu", "model", "granite3.3-vision:2b", "maxTokens", "-1"))
            .over(
                Optional.ofNullable(BuiltInProfiles.pictures().get("granite_vision")),
                Purpose.DESCRIBE_PICTURE);

    assertThat(granite.lane()).isEqualTo("gpu");
    assertThat(granite.last().prompt()).isEqualTo("Describe this image in a few sentences.");
    assertThat(granite.last().params())
        .hasToString("{\"model\":\"granite3.3-vision:2b\",\"temperature\":0.0}");
  }

  @Test
  void aSchemaIsSentAndHeldAgainst() {
    Profile profile =
        config(Map.of("jsonSchema", "{\"type\":\"object\"}"))
            .over(Optional.empty(), Purpose.EXTRACT);

    assertThat(profile.last().responseFormat()).isEqualTo("json");
    assertThat(profile.last().gates()).containsExactly("json");
    assertThat(profile.last().params())
        .hasToString(
            "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}}");
  }

  @Test
  void classesMayHaveShortNamesAndWrongOnesAreNamed() {
    assertThat(config(Map.of("classificationAllow", List.of("Photo"))).classificationAllow())
        .containsExactly("photograph");
    assertThatThrownBy(() -> config(Map.of("classificationDeny", List.of("cats"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'cats' is no class of pictures");
  }

  @Test
  void aProfilesKeyIsNeverPrinted() {
    ProfileConfig profile = config(Map.of("url", "http://h", "apiKey", "sk-1"));

    assertThat(profile.apiKey()).contains(new Secret("sk-1"));
    assertThat(profile.toString()).doesNotContain("sk-1");
  }

  @Test
  void aProfileOnALaneThatIsNotDeclaredStopsTheStart() {
    IngestConfig config =
        ConfigLoader.load(
            IngestConfig.class,
            Map.of("profiles", Map.of("p", Map.of("url", "http://h", "lane", "gpu"))));

    assertThatThrownBy(() -> IngestService.create(config, new SimpleMeterRegistry()))
        .hasMessage("profiles.p.lane is gpu, must be one of [adhoc, local]");
  }

  @Test
  void aProfileWithAKeyNeedsTheKeyThatSealsIt() {
    IngestConfig config =
        ConfigLoader.load(
            IngestConfig.class,
            Map.of("pageProfiles", Map.of("p", Map.of("url", "http://h", "apiKey", "sk-1"))));

    assertThatThrownBy(() -> IngestService.create(config, new SimpleMeterRegistry()))
        .hasMessage("pageProfiles.p.apiKey is set, which needs secretsKey");
  }

  private static ProfileConfig config(Map<String, ?> fields) {
    IngestConfig config =
        ConfigLoader.load(IngestConfig.class, Map.of("profiles", Map.of("p", fields)));
    return config.profiles().values().iterator().next();
  }
}
