package dev.pagestream.vlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.vlm.lane.LaneConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VlmWorkerConfigTest {
  @Test
  void hasADefaultForEverything() {
    VlmWorkerConfig config = ConfigLoader.defaults(VlmWorkerConfig.class);

    assertThat(config.calls()).isEqualTo(CallConfig.DEFAULTS);
    assertThat(config.lanes()).isEmpty();
    assertThat(config.secretsKey()).isEmpty();
  }

  @Test
  void givesALaneItsWindow() {
    VlmWorkerConfig config =
        ConfigLoader.load(
            VlmWorkerConfig.class,
            Map.of("lanes", Map.of("gpu", Map.of("window", 32), "cpu", Map.of())));

    assertThat(config.lanes())
        .isEqualTo(Map.of("gpu", LaneConfig.of(32), "cpu", LaneConfig.DEFAULTS));
  }

  @Test
  void namesFieldAndValueThatAreWrong() {
    assertThatThrownBy(() ->
            ConfigLoader.load(
                VlmWorkerConfig.class,
                Map.of(
                    "maxInFlight",
                    0,
                    "calls",
                    Map.of("maxLimit", 3),
                    "lanes",
                    Map.of("gpu", Map.of("window", 0)))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("maxLimit is 3")
        .hasMessageContaining("window is 0");
  }
}
