package dev.pagestream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BlobConfigTest {
  @Test
  void halfOfTheKeysIsAProblem() {
    assertThatThrownBy(() -> ConfigLoader.load(BlobConfig.class, Map.of("accessKey", "a")))
        .hasMessageContaining("accessKey is set but secretKey is not; give both or neither");
    assertThatThrownBy(() -> ConfigLoader.load(BlobConfig.class, Map.of("secretKey", "s")))
        .hasMessageContaining("secretKey is set but accessKey is not; give both or neither");
  }

  @Test
  void bothKeysOrNoneAreFine() {
    assertThat(ConfigLoader.defaults(BlobConfig.class).accessKey()).isEmpty();
    assertThat(ConfigLoader.load(BlobConfig.class, Map.of("accessKey", "a", "secretKey", "s")))
        .returns(true, blobs -> blobs.secretKey().isPresent());
  }
}
