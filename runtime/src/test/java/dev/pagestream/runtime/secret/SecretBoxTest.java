package dev.pagestream.runtime.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.Secret;
import org.junit.jupiter.api.Test;

final class SecretBoxTest {
  private final Secret key = SecretBox.generateKey();

  @Test
  void opensWhatABoxWithTheSameKeySealed() {
    byte[] sealed = SecretBox.of(key).seal("Bearer hush".getBytes(UTF_8));

    assertThat(new String(sealed, UTF_8)).doesNotContain("hush");
    assertThat(SecretBox.of(key).open(sealed)).isEqualTo("Bearer hush".getBytes(UTF_8));
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    SecretBox box = SecretBox.of(key);

    assertThat(box.seal(new byte[] {1})).isNotEqualTo(box.seal(new byte[] {1}));
  }

  @Test
  void refusesChangedBytesOtherKeysAndShortInput() {
    byte[] sealed = SecretBox.of(key).seal(new byte[] {1, 2, 3});
    SecretBox other = SecretBox.of(SecretBox.generateKey());

    assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(IllegalArgumentException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> SecretBox.of(key).open(sealed))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SecretBox.of(key).open(new byte[5]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyOfTheWrongLengthIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> SecretBox.of(new Secret("aHVzaA==")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secrets key has 4 bytes, must have 32");
  }
}
