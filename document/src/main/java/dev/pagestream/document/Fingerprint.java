package dev.pagestream.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// What is paid for once: the identity of a call to a model (guarantee G5).
public final class Fingerprint {
  private static final String VERSION = "1";

  private Fingerprint() {}

  /// sha-256 over version, crop hash, model, prompt, parameters and tenant, each preceded by its
  /// length.
  ///
  /// @param cropSha256 hash of the encoded picture as it is sent
  /// @param params the request parameters as the JSON text that is sent, keys in the client's order
  /// @return 64 lower-case hex digits
  public static String of(
      String cropSha256, String model, String prompt, String params, String tenant) {
    MessageDigest digest = Hashes.digest();
    for (String field : List.of(VERSION, cropSha256, model, prompt, params, tenant)) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
