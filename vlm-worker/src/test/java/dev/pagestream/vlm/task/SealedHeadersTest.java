package dev.pagestream.vlm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.secret.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedHeadersTest {
  private final SecretBox box = SecretBox.of(SecretBox.generateKey());
  private final SealedHeaders headers = new SealedHeaders(Optional.of(box));

  @Test
  void opensWhatWasSealed() {
    ByteBuffer sealed = seal("{\"Authorization\": \"Bearer t\", \"X-Count\": 3}");

    assertThat(headers.open(sealed)).isEqualTo(Map.of("Authorization", "Bearer t", "X-Count", "3"));
    assertThat(headers.open(sealed)).hasSize(2);
  }

  @Test
  void needsNoKeyWhenThereAreNoHeaders() {
    assertThat(new SealedHeaders(Optional.empty()).open(null)).isEmpty();
  }

  @Test
  void saysThatTheKeyIsMissing() {
    assertThatThrownBy(() -> new SealedHeaders(Optional.empty()).open(seal("{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secretsKey");
  }

  @Test
  void saysThatTheKeyIsAnother() {
    SealedHeaders stranger = new SealedHeaders(Optional.of(SecretBox.of(SecretBox.generateKey())));

    assertThatThrownBy(() -> stranger.open(seal("{\"a\":\"secret\"}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same on all services")
        .hasMessageNotContaining("secret\"");
  }

  @Test
  void neverQuotesHeadersItCannotRead() {
    assertThatThrownBy(() -> headers.open(seal("Bearer t0ken")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("t0ken")
        .rootCause()
        .hasMessageNotContaining("t0ken");
  }

  private ByteBuffer seal(String json) {
    return ByteBuffer.wrap(box.seal(json.getBytes(StandardCharsets.UTF_8)));
  }
}
