package dev.pagestream.ingest;

import dev.pagestream.ingest.options.Preset;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.topics.TopicCatalog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A picture description endpoint that requests may name.
public record PresetConfig(
    @Doc("Base or full URL of an OpenAI-compatible chat completions endpoint.") String url,
    @Default("") @Doc("Model name; sent as `model`. Empty when the server knows only one.")
        String model,
    @Doc("What the model is asked; docling's prompt when absent.") Optional<String> prompt,
    @Doc(
            "More fields of the request body, for example max_tokens. Values are read as JSON where they can be.")
        Map<String, String> params,
    @Default("PT60S") @Doc("Limit of one call.") Duration timeout,
    @Default(TopicCatalog.ADHOC_LANE)
        @Doc("Lane that makes the calls; must be among the lanes of the topics.")
        String lane,
    @Doc("Sent as a bearer token. Needs secretsKey.") Optional<Secret> apiKey) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public PresetConfig {
    params = Map.copyOf(params);
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new IllegalArgumentException("url is " + url + ", must start with http:// or https://");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is " + timeout + ", must be positive");
    }
  }

  /// An endpoint that needs no key.
  public PresetConfig(
      String url,
      String model,
      Optional<String> prompt,
      Map<String, String> params,
      Duration timeout,
      String lane) {
    this(url, model, prompt, params, timeout, lane, Optional.empty());
  }

  Preset preset() {
    ObjectNode body = JSON.createObjectNode();
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    // Sorted, because the text of the parameters is part of the fingerprint.
    new TreeMap<>(params).forEach((name, value) -> body.set(name, json(value)));
    Map<String, String> headers =
        apiKey.map(key -> Map.of("Authorization", "Bearer " + key.value())).orElse(Map.of());
    return new Preset(lane, url, headers, body, prompt, timeout);
  }

  private static JsonNode json(String value) {
    try {
      return JSON.readTree(value);
    } catch (JacksonException _) {
      return StringNode.valueOf(value);
    }
  }
}
