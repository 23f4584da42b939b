package dev.pagestream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class SerdeSettingsTest {
  @Test
  void readsConfluentsKeysInAnyType() {
    SerdeSettings settings =
        SerdeSettings.of(
            Map.of(
                "schema.registry.url",
                List.of("http://a:8081/", "http://b:8081"),
                "auto.register.schemas",
                "false",
                "use.latest.version",
                true,
                "specific.avro.reader",
                true,
                "client.id",
                "not ours"));

    assertThat(settings.urls()).containsExactly("http://a:8081", "http://b:8081");
    assertThat(settings.autoRegister()).isFalse();
    assertThat(settings.useLatest()).isTrue();
    assertThat(settings.specific()).isTrue();
    assertThat(settings.confluent()).isFalse();
  }

  @Test
  void defaultsAreConfluents() {
    SerdeSettings settings = SerdeSettings.of(Map.of("schema.registry.url", "http://a"));

    assertThat(settings.autoRegister()).isTrue();
    assertThat(settings.useLatest()).isFalse();
    assertThat(settings.specific()).isFalse();
    assertThat(settings.authorization()).isEmpty();
  }

  @Test
  void namesTheKeyThatIsMissingOrWrong() {
    assertRefused(Map.of(), "schema.registry.url");
    assertRefused(Map.of("schema.registry.url", " , "), "schema.registry.url");
    assertRefused(Map.of("schema.registry.url", "localhost:8081"), "schema.registry.url");
    assertRefused(
        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "SASL_INHERIT"),
        "basic.auth.credentials.source");
    assertRefused(
        Map.of("schema.registry.url", "http://a", "basic.auth.credentials.source", "USER_INFO"),
        "basic.auth.user.info");
    assertRefused(
        Map.of("schema.registry.url", "http://a", "pagestream.serde", "best"), "pagestream.serde");
  }

  @Test
  void credentialsAreNotPrinted() {
    SerdeSettings settings =
        SerdeSettings.of(
            Map.of(
                "schema.registry.url", "http://a",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "user:secret"));

    assertThat(settings.authorization()).isPresent();
    assertThat(settings.toString()).doesNotContain("Basic").doesNotContain("secret");
  }

  @Test
  void credentialsInAUrlAreRefusedAndNotRepeated() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SerdeSettings.of(Map.of("schema.registry.url", "http://me:secret@a")))
        .withMessageContaining("basic.auth.user.info")
        .withMessageNotContaining("secret");
  }

  private static void assertRefused(Map<String, ?> properties, String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> SerdeSettings.of(properties))
        .withMessageContaining(key);
  }
}
