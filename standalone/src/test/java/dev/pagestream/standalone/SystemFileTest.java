package dev.pagestream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemFileTest {
  @Test
  void givesLanesAndProfilesToTheServicesThatUseThem() {
    SystemFile file =
        SystemFile.of(
            Map.of(
                "lanes", Map.of("gpu", Map.of("window", "4")),
                "profiles", Map.of("default", Map.of("lane", "gpu")),
                "ingest", Map.of("maxFileBytes", "1MiB")));

    assertThat(file.lanes()).containsExactly("gpu");
    assertThat(file.overrides().get("vlmWorker"))
        .isEqualTo(Map.of("lanes", Map.of("gpu", Map.of("window", "4"))));
    assertThat(file.overrides().get("ingest"))
        .isEqualTo(
            Map.of("profiles", Map.of("default", Map.of("lane", "gpu")), "maxFileBytes", "1MiB"));
  }

  @Test
  void namesTheBlocksItDoesNotKnow() {
    assertThatThrownBy(() -> SystemFile.of(Map.of("lane", Map.of(), "ingest", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("lane is not a known block")
        .hasMessageContaining("ingest must be a block");
  }

  @Test
  void refusesLanesThatAreGivenTwice() {
    assertThatThrownBy(() ->
            SystemFile.of(
                Map.of(
                    "lanes", Map.of("a", Map.of()),
                    "vlmWorker", Map.of("lanes", Map.of("b", Map.of())))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("given twice");
  }
}
