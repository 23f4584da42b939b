package dev.pagestream.runtime.secret;

import dev.pagestream.runtime.config.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals what must not lie readable on a topic or in a blob. AES-256-GCM; layout: version byte,
/// 12-byte nonce, cipher text with tag. Thread-safe.
public final class SecretBox {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private SecretBox(SecretKeySpec key) {
    this.key = key;
  }

  /// @param base64Key 32 bytes in Base64; all services of a system share it
  /// @throws IllegalArgumentException when it is not that
  public static SecretBox of(Secret base64Key) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64Key.value().strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("secrets key is not Base64", e);
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "secrets key has " + key.length + " bytes, must have " + KEY_BYTES);
    }
    return new SecretBox(new SecretKeySpec(key, "AES"));
  }

  /// A new random key in Base64.
  public static Secret generateKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Secret(Base64.getEncoder().encodeToString(key));
  }

  public byte[] seal(byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, plain);
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /// @throws IllegalArgumentException when the bytes were sealed with another key or changed since
  public byte[] open(byte[] sealed) {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
      throw new IllegalArgumentException("not a sealed secret");
    }
    ByteBuffer buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return apply(Cipher.DECRYPT_MODE, nonce, rest);
  }

  private byte[] apply(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("secret cannot be opened with this key", e);
    }
  }
}
