package dev.pagestream.vlm.dialect;

import dev.pagestream.runtime.config.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import tools.jackson.databind.node.ObjectNode;

/// How one kind of model server is spoken to. Everything that is not said otherwise is chat
/// completions as docling sends them. Stateless, thread-safe.
///
/// Parameters are canonical in OpenAI's names; a dialect turns them into what its server knows. A
/// limit of tokens below 1 means none (Nutrient's -1) and is never sent.
public interface Dialect {
  /// As in configuration, for example `vllm`.
  String name();

  /// Where completions are asked for.
  ///
  /// @param url full, or a base
  /// @param settings of the lane
  default HttpUrl completions(HttpUrl url, boolean stream, Map<String, String> settings) {
    return CompletionsUrl.of(url);
  }

  /// Where the models are listed; empty when the server has no such list.
  default Optional<HttpUrl> models(HttpUrl url, Map<String, String> settings) {
    return CompletionsUrl.models(url);
  }

  /// The headers that carry a key.
  default Map<String, String> keyHeaders(Secret key) {
    return Map.of("Authorization", "Bearer " + key.value());
  }

  /// The parameters as the server knows them, in the order they came.
  ///
  /// @param params to be changed in place
  default void adapt(ObjectNode params, Map<String, String> settings) {
    Params.dropUnlimited(params);
  }

  /// Whether the usage of a streamed answer comes only when asked for with `stream_options`.
  default boolean asksForUsage() {
    return true;
  }

  /// Whether the address alone says that the answer is streamed, and the body must not.
  default boolean streamsByAddress() {
    return false;
  }

  /// Pictures it takes.
  default Set<String> mediaTypes() {
    return Set.of("image/png", "image/jpeg");
  }

  /// Whether a key is first exchanged for a token that lives shorter.
  default boolean exchangesKey() {
    return false;
  }
}
