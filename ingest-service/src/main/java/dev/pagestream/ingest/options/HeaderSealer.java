package dev.pagestream.ingest.options;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.secret.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Seals the secrets that arrive with a request, headers and passwords, before they touch a topic.
/// Thread-safe.
public final class HeaderSealer {
  private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Optional<SecretBox> box;

  /// @param box empty when the operator configured no key; headers are then refused
  public HeaderSealer(Optional<SecretBox> box) {
    this.box = box;
  }

  /// The headers as sealed JSON, empty when there are none.
  ///
  /// @param field where they were given, for the refusal
  /// @throws RefusedException when there is no key to seal them with
  public Optional<ByteBuffer> seal(String field, Map<String, String> headers) {
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(seal("the request headers in " + field, JSON.writeValueAsBytes(headers)));
  }

  /// A password as sealed bytes.
  ///
  /// @param field where it was given, for the refusal
  /// @throws RefusedException when there is no key to seal it with
  ByteBuffer seal(String field, Secret password) {
    return seal(field, password.value().getBytes(StandardCharsets.UTF_8));
  }

  private ByteBuffer seal(String what, byte[] plain) {
    SecretBox key =
        box.orElseThrow(() ->
            RefusedException.policy(
                "This server has no key to protect "
                    + what
                    + ". Leave that out, or ask the operator to set secretsKey."));
    return ByteBuffer.wrap(key.seal(plain));
  }

  /// @throws IllegalArgumentException when they were sealed with another key
  public Map<String, String> open(ByteBuffer sealed) {
    return JSON.readValue(opened(sealed), TEXT_MAP);
  }

  /// @throws IllegalArgumentException when it was sealed with another key
  public Secret openPassword(ByteBuffer sealed) {
    return new Secret(new String(opened(sealed), StandardCharsets.UTF_8));
  }

  private byte[] opened(ByteBuffer sealed) {
    byte[] bytes = new byte[sealed.remaining()];
    sealed.duplicate().get(bytes);
    return box.orElseThrow(() -> new IllegalArgumentException("no secretsKey is configured"))
        .open(bytes);
  }
}
