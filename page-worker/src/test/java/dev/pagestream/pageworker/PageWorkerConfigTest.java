package dev.pagestream.pageworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageWorkerConfigTest {
  @Test
  void hasADefaultForEverything() {
    PageWorkerConfig config = load(Map.of());

    assertThat(config.window()).isEqualTo(2);
    assertThat(config.pagesAtOnce()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.limits().cropBytes()).isEqualTo(8 << 20);
  }

  @Test
  void namesTheFieldAndTheValueThatAreWrong() {
    assertThatThrownBy(() -> load(Map.of("window", "0")))
        .hasMessageContaining("window is 0, must be 1 to 1000");
    assertThatThrownBy(() -> load(Map.of("maxCropBytes", "100MiB")))
        .hasMessageContaining("maxCropBytes is 100MiB, must be 1KiB to 64MiB");
  }

  private static PageWorkerConfig load(Map<String, ?> tree) {
    return ConfigLoader.load(PageWorkerConfig.class, tree);
  }
}
