package dev.pagestream.ingest.options;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `vlm_pipeline_model_api`: the endpoint that converts whole pages, as docling's ApiVlmOptions.
/// Defaults are docling's.
///
/// @param maxSizePx longest side of the page's picture; 0 for the model family's
/// @param stop texts at which the answer ends
/// @param stoppers our names of what docling calls custom stopping criteria
public record PageApi(
    URI url,
    Map<String, String> headers,
    ObjectNode params,
    double timeoutSeconds,
    int concurrency,
    String prompt,
    String responseFormat,
    double scale,
    int maxSizePx,
    double temperature,
    List<String> stop,
    List<String> stoppers) {
  private static final List<String> FORMATS = List.of("markdown", "doctags", "html", "plaintext");

  static Optional<PageApi> read(FieldReader api) {
    Optional<URI> url = api.requiredUrl("url");
    Map<String, String> headers = api.textMap("headers");
    ObjectNode params = api.dictionary("params").orElseGet(JsonNodeFactory.instance::objectNode);
    double timeout = api.number("timeout", 60);
    int concurrency = PictureApi.concurrency(api);
    Optional<String> prompt = api.requiredText("prompt");
    String format = api.oneOf("response_format", FORMATS, "markdown");
    double scale = api.number("scale", 2.0);
    int maxSize = api.has("max_size") ? api.integer("max_size", 0) : 0;
    double temperature = api.number("temperature", 0);
    List<String> stop = api.texts("stop_strings").orElse(List.of());
    List<String> stoppers = api.texts("custom_stopping_criteria").orElse(List.of());
    return url.isEmpty() || prompt.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PageApi(
                url.get(),
                headers,
                params,
                timeout,
                concurrency,
                prompt.get(),
                format,
                scale,
                maxSize,
                temperature,
                stop,
                stoppers));
  }
}
