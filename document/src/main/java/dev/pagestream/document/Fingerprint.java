package dev.pagestream.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

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
    return of(cropSha256, model, prompt, params, tenant, "");
  }

  /// The same with further rules that decide the answer: when it is cut short, how the picture is
  /// made smaller, what form it must have.
  ///
  /// @param rules in one fixed notation; empty for none, which is then the same question as without
  public static String of(
      String cropSha256, String model, String prompt, String params, String tenant, String rules) {
    List<String> plain = List.of(VERSION, cropSha256, model, prompt, params, tenant);
    return digest(
        rules.isEmpty() ? plain : Stream.concat(plain.stream(), Stream.of(rules)).toList());
  }

  /// What several questions asked in turn are settled under; a single one is settled under its own.
  ///
  /// @param steps the fingerprints of the questions, in order, at least one
  public static String ofChain(List<String> steps) {
    return steps.size() == 1
        ? steps.getFirst()
        : digest(Stream.concat(Stream.of("chain", VERSION), steps.stream()).toList());
  }

  private static String digest(List<String> fields) {
    MessageDigest digest = Hashes.digest();
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
