package dev.pagestream.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.config.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssemblerConfigTest {
  @Test
  void theEventSourceHasADefaultOfItsOwn() {
    assertThat(ConfigLoader.defaults(AssemblerConfig.class).eventSource()).isEqualTo("/pagestream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://pages.example.org/north", "urn:pagestream:north", "/north"})
  void theEventSourceMayBeAnyUriReference(String source) {
    assertThat(configured(source).eventSource()).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "the north", "%north"})
  void anEventSourceThatIsNoneIsRefused(String source) {
    assertThatThrownBy(() -> configured(source))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("eventSource");
  }

  private static AssemblerConfig configured(String source) {
    return ConfigLoader.load(AssemblerConfig.class, Map.of("eventSource", source));
  }
}
