package dev.pagestream.ingest.options;

import dev.pagestream.runtime.secret.SecretBox;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Seals the request headers that arrive with a request, before they touch a topic. Thread-safe.
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
    SecretBox key =
        box.orElseThrow(() ->
            RefusedException.policy(
                "This server has no key to protect the request headers in "
                    + field
                    + ". Leave them out, or ask the operator to set secretsKey."));
    return Optional.of(ByteBuffer.wrap(key.seal(JSON.writeValueAsBytes(headers))));
  }

  /// @throws IllegalArgumentException when they were sealed with another key
  public Map<String, String> open(ByteBuffer sealed) {
    byte[] bytes = new byte[sealed.remaining()];
    sealed.duplicate().get(bytes);
    SecretBox key =
        box.orElseThrow(() -> new IllegalArgumentException("no secretsKey is configured"));
    return JSON.readValue(key.open(bytes), TEXT_MAP);
  }
}
