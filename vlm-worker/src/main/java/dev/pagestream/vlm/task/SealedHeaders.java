package dev.pagestream.vlm.task;

import dev.pagestream.runtime.secret.SecretBox;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Opens the request headers that travel sealed with a task. The only place where they are
/// readable; messages never quote them. Thread-safe.
public final class SealedHeaders {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Optional<SecretBox> box;

  public SealedHeaders(Optional<SecretBox> box) {
    this.box = box;
  }

  /// @throws IllegalArgumentException when they cannot be opened; the message says what to do
  public Map<String, String> open(@Nullable ByteBuffer sealed) {
    if (sealed == null) {
      return Map.of();
    }
    SecretBox key =
        box.orElseThrow(() ->
            new IllegalArgumentException(
                "the request carries sealed headers, but this vlm-worker has no secretsKey; give it the one of the ingest-service and replay"));
    byte[] bytes = new byte[sealed.remaining()];
    sealed.duplicate().get(bytes);
    try {
      return parse(key.open(bytes));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the sealed request headers cannot be opened; is secretsKey the same on all services?",
          e);
    }
  }

  private static Map<String, String> parse(byte[] json) {
    try {
      Map<String, String> headers = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> header : JSON.readTree(json).properties()) {
        headers.put(header.getKey(), header.getValue().asString());
      }
      return headers;
    } catch (JacksonException _) { // Its message would quote the headers.
      throw new IllegalArgumentException("not a JSON object of texts");
    }
  }
}
