package dev.pagestream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HostNameTest {
  record Instance(@Default(Default.HOST_NAME) @Doc("Unique among replicas.") String instanceId) {}

  @Test
  void replicasDifferByTheirHostWhenNothingIsConfigured() {
    Instance instance = ConfigLoader.defaults(Instance.class);

    assertThat(instance.instanceId())
        .isEqualTo(HostName.current())
        .isNotBlank()
        .doesNotContain("$");
  }

  @Test
  void whatIsConfiguredWins() {
    assertThat(ConfigLoader.load(Instance.class, Map.of("instanceId", "a")).instanceId())
        .isEqualTo("a");
  }
}
