package dev.pagestream.ingest.options;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `picture_description_custom_config` in either of its forms: docling-serve's, with `model_spec`
/// and `engine_options`, and the short one, `{api_key, model, ...}`.
///
/// @param api the endpoint and what it is asked
/// @param scale the picture is rendered with
/// @param areaThreshold empty for the request's
record CustomPicture(PictureApi api, double scale, Optional<Double> areaThreshold) {
  private static final URI OPENAI = URI.create("https://api.openai.com/v1/chat/completions");
  private static final double TIMEOUT_SECONDS = 60;
  private static final double SCALE = 2.0;

  static Optional<CustomPicture> read(FieldReader config) {
    boolean upstream = config.has("model_spec") || config.has("engine_options");
    return upstream ? upstream(config) : simple(config);
  }

  private static Optional<CustomPicture> upstream(FieldReader config) {
    Optional<FieldReader> spec = config.object("model_spec");
    Optional<FieldReader> engine = config.object("engine_options");
    String model =
        spec.flatMap(fields -> fields.text("default_repo_id"))
            .or(() -> spec.flatMap(fields -> fields.text("name")))
            .orElse("");
    Optional<String> specPrompt = spec.flatMap(fields -> fields.text("prompt"));
    if (engine.isEmpty()) {
      config.valueError(
          "engine_options with the url of an endpoint is needed: this server runs no models of its own.");
      return Optional.empty();
    }
    return endpoint(engine.get(), config, model, specPrompt, Map.of());
  }

  private static Optional<CustomPicture> simple(FieldReader config) {
    Map<String, String> key =
        config
            .text("api_key")
            .map(value -> Map.of("Authorization", "Bearer " + value))
            .orElse(Map.of());
    return endpoint(config, config, config.text("model").orElse(""), Optional.empty(), key);
  }

  private static Optional<CustomPicture> endpoint(
      FieldReader engine,
      FieldReader config,
      String model,
      Optional<String> specPrompt,
      Map<String, String> key) {
    Optional<URI> url = engine.has("url") ? engine.requiredUrl("url") : Optional.of(OPENAI);
    ObjectNode given = engine.dictionary("params").orElseGet(JsonNodeFactory.instance::objectNode);
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    if (!model.isEmpty()) {
      params.put("model", model);
    }
    given.properties().forEach(param -> params.set(param.getKey(), param.getValue()));
    Map<String, String> headers = new LinkedHashMap<>(engine.textMap("headers"));
    key.forEach(headers::putIfAbsent);
    double timeout = engine.number("timeout", TIMEOUT_SECONDS);
    int concurrency = PictureApi.concurrency(engine);
    String prompt = config.text("prompt").or(() -> specPrompt).orElse(PictureApi.DEFAULT_PROMPT);
    Optional<List<String>> allow = config.texts("classification_allow");
    Optional<List<String>> deny = config.texts("classification_deny");
    double confidence = config.number("classification_min_confidence", 0);
    double scale = config.number("scale", SCALE);
    Optional<Double> area = config.number("picture_area_threshold");
    return url.map(address ->
        new CustomPicture(
            new PictureApi(
                address, headers, params, timeout, concurrency, prompt, allow, deny, confidence),
            scale,
            area));
  }
}
