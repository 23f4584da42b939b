package dev.pagestream.ingest.options;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `picture_description_api`: the model endpoint a request brings along. Defaults are docling's.
///
/// @param concurrency calls of the request at a time; 0 when it does not say, and then the server's
///   limit for the host holds
/// @param params merged flat into the request body, in the client's order
/// @param allow classes to describe; empty for all
/// @param deny classes not to describe; deny beats allow
public record PictureApi(
    URI url,
    Map<String, String> headers,
    ObjectNode params,
    double timeoutSeconds,
    int concurrency,
    String prompt,
    Optional<List<String>> allow,
    Optional<List<String>> deny,
    double minConfidence) {
  static final String DEFAULT_PROMPT = "Describe this image in a few sentences.";
  static final double DEFAULT_TIMEOUT_SECONDS = 20;

  /// Empty when the URL is missing or wrong, which is then among the errors.
  static Optional<PictureApi> read(FieldReader api) {
    Optional<URI> url = api.requiredUrl("url");
    Map<String, String> headers = api.textMap("headers");
    ObjectNode params = api.dictionary("params").orElseGet(JsonNodeFactory.instance::objectNode);
    double timeout = api.number("timeout", DEFAULT_TIMEOUT_SECONDS);
    int concurrency = concurrency(api);
    String prompt = api.text("prompt", DEFAULT_PROMPT);
    Optional<List<String>> allow = api.texts("classification_allow");
    Optional<List<String>> deny = api.texts("classification_deny");
    double confidence = api.number("classification_min_confidence", 0);
    return url.map(uri ->
        new PictureApi(
            uri, headers, params, timeout, concurrency, prompt, allow, deny, confidence));
  }

  /// 0 when it is not given, -1 when it makes no sense.
  static int concurrency(FieldReader api) {
    if (!api.has("concurrency")) {
      return 0;
    }
    int given = api.integer("concurrency", 1);
    return given < 1 ? -1 : given;
  }

  /// The full endpoint: `/chat/completions` is appended unless the path ends with it. Clients give
  /// either form.
  static String endpoint(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (!path.endsWith("/chat/completions")
        && !path.startsWith("/ml/v1/")) { // The latter is watsonx.
      path += "/chat/completions";
    }
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return url.getScheme() + "://" + url.getRawAuthority() + path + query;
  }

  /// The model named in the parameters: `model`, or `model_id` as watsonx has it; else empty.
  static String model(ObjectNode params) {
    List<JsonNode> names = new ArrayList<>(List.of(params.path("model"), params.path("model_id")));
    return names.stream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .findFirst()
        .orElse("");
  }
}
