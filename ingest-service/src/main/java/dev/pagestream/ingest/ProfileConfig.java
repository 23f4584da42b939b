package dev.pagestream.ingest;

import dev.pagestream.document.Purpose;
import dev.pagestream.ingest.profile.FigureClasses;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.ProfileStep;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A profile that requests may name, or what the operator changes of one that is built in: what is
/// absent is as there, or as docling has it.
public record ProfileConfig(
    @Doc("Lane that makes the calls, one of the lanes of the topics; defaultLane when absent.")
        Optional<String> lane,
    @Doc(
            "Base or full URL of the endpoint (docling: `url`). Absent: the lane's own addresses; on the ad-hoc lane defaultUrl.")
        Optional<String> url,
    @Doc("Model name; sent as `model` (docling: `params.model`).") Optional<String> model,
    @Doc("What the model is asked (docling: `prompt`).") Optional<String> prompt,
    @Doc(
            "More fields of the request body (docling: `params`). Values are read as JSON where they can be.")
        Map<String, String> params,
    @Doc("0 to 2 (docling: `temperature`).") Optional<Double> temperature,
    @Doc(
            "Limit of the answer in tokens, -1 for none (docling: `params.max_tokens`); each dialect gets it under its own name.")
        Optional<Integer> maxTokens,
    @Doc("Seed of the sampling (docling: `params.seed`).") Optional<Integer> seed,
    @Doc("Texts at which the server ends the answer (docling: `stop_strings`).") List<String> stop,
    @Doc(
            "What the answer is: plaintext, markdown, doctags, html, json, csv or code (docling: `response_format`).")
        Optional<String> responseFormat,
    @Doc(
            "JSON schema the answer has to satisfy, inline or `file:/path`; sent as `response_format`, checked by the gate json.")
        Optional<String> jsonSchema,
    @Doc("Resolution the picture is rendered with: 1.0 is 72 dpi (docling: `scale`).")
        Optional<Double> scale,
    @Doc("Longest side of the picture in pixels; 0 for the model family's (docling: `max_size`).")
        Optional<Integer> maxSize,
    @Doc("Pixels of the picture at most; 0 for the model family's.") Optional<Integer> maxPixels,
    @Doc("png or jpeg.") Optional<String> imageEncoding,
    @Doc("Whether the answer comes token by token (docling: `params.stream`).")
        Optional<Boolean> stream,
    @Doc(
            "When a streamed answer is cut short: text:<stop string>, tag:<closing tag>, repetition, length:<characters> (docling: `custom_stopping_criteria`).")
        List<String> stoppers,
    @Doc("Limit of one call (docling: `timeout`).") Optional<Duration> timeout,
    @Doc(
            "Limit to the first token of a streamed answer, thoughts not counted; the lane's when absent.")
        Optional<Duration> firstByteTimeout,
    @Doc("Put caption and surrounding text behind the prompt, fenced as data.")
        Optional<Boolean> promptContext,
    @Doc("BCP 47 language the answer has to be in.") Optional<String> language,
    @Doc(
            "Quality gates: one_word, looping, refusal, language, json, prompt_copy; `none` for none. Absent: one_word, looping, refusal for descriptions.")
        List<String> gates,
    @Doc(
            "Smallest share of the page area, 0 to 1 (docling: `picture_area_threshold`); the request's when absent.")
        Optional<Double> areaThreshold,
    @Doc("Only pictures of these classes (docling: `classification_allow`).")
        List<String> classificationAllow,
    @Doc("Not pictures of these classes (docling: `classification_deny`).")
        List<String> classificationDeny,
    @Doc(
            "Least confidence, 0 to 1, at which a class counts (docling: `classification_min_confidence`).")
        Optional<Double> classificationMinConfidence,
    @Doc("Calls of one task at a time, 0 for no own limit (docling: `concurrency`).")
        Optional<Integer> concurrency,
    @Doc("Sent as a bearer token to `url`. Needs secretsKey; a lane's own key belongs to the lane.")
        Optional<Secret> apiKey) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DEFAULT_PROMPT = "Describe this image in a few sentences.";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final List<String> FORMATS =
      List.of("plaintext", "markdown", "doctags", "html", "json", "csv", "code");

  public ProfileConfig {
    params = Map.copyOf(params);
    stop = List.copyOf(stop);
    stoppers = List.copyOf(stoppers);
    gates = List.copyOf(gates);
    classificationAllow = FigureClasses.all(classificationAllow);
    classificationDeny = FigureClasses.all(classificationDeny);
    url.ifPresent(given ->
        require(
            given.startsWith("http://") || given.startsWith("https://"),
            "url is " + given + ", must start with http:// or https://"));
    timeout.ifPresent(
        limit -> require(limit.isPositive(), "timeout is " + limit + ", must be positive"));
    firstByteTimeout.ifPresent(limit ->
        require(limit.isPositive(), "firstByteTimeout is " + limit + ", must be positive"));
    scale.ifPresent(
        s -> require(s > 0 && s <= 8, "scale is " + s + ", must be above 0 and at most 8"));
    temperature.ifPresent(
        t -> require(t >= 0 && t <= 2, "temperature is " + t + ", must be 0 to 2"));
    maxTokens.ifPresent(n ->
        require(n >= 1 || n == -1, "maxTokens is " + n + ", must be at least 1, or -1 for none"));
    maxSize.ifPresent(n -> require(n >= 0, "maxSize is " + n + ", must not be negative"));
    maxPixels.ifPresent(n -> require(n >= 0, "maxPixels is " + n + ", must not be negative"));
    concurrency.ifPresent(n -> require(n >= 0, "concurrency is " + n + ", must not be negative"));
    areaThreshold.ifPresent(
        a -> require(a >= 0 && a <= 1, "areaThreshold is " + a + ", must be 0 to 1"));
    responseFormat.ifPresent(format ->
        require(
            FORMATS.contains(format),
            "responseFormat is " + format + ", must be one of " + String.join(", ", FORMATS)));
    imageEncoding.ifPresent(encoding ->
        require(
            encoding.equals("png") || encoding.equals("jpeg"),
            "imageEncoding is " + encoding + ", must be png or jpeg"));
  }

  /// The profile with these changes.
  ///
  /// @param builtIn the profile of this name that ships; empty when there is none
  /// @param purpose of a profile that is the operator's own
  Profile over(Optional<Profile> builtIn, Purpose purpose) {
    Profile base =
        builtIn.orElseGet(() ->
            new Profile(
                "",
                "",
                Map.of(),
                DEFAULT_TIMEOUT,
                Optional.empty(),
                2.0,
                Optional.empty(),
                0,
                Profile.Classes.ANY,
                List.of(ProfileStep.of(purpose, DEFAULT_PROMPT, JSON.createObjectNode()))));
    Map<String, String> headers =
        apiKey.map(key -> Map.of("Authorization", "Bearer " + key.value())).orElse(base.headers());
    boolean classes = !classificationAllow.isEmpty() || !classificationDeny.isEmpty();
    return new Profile(
        lane.orElse(base.lane()),
        url.orElse(base.url()),
        headers,
        timeout.orElse(base.timeout()),
        firstByteTimeout.or(base::firstByteTimeout),
        scale.orElse(base.scale()),
        areaThreshold.or(base::areaThreshold),
        concurrency.orElse(base.concurrency()),
        classes
            ? new Profile.Classes(
                classificationAllow, classificationDeny, classificationMinConfidence.orElse(0.0))
            : base.classes(),
        steps(base.steps()));
  }

  /// A model serves all questions of a profile; a prompt can only stand for the last.
  private List<ProfileStep> steps(List<ProfileStep> base) {
    List<ProfileStep> steps = new ArrayList<>();
    for (int i = 0; i < base.size(); i++) {
      steps.add(step(base.get(i), i == base.size() - 1));
    }
    return steps;
  }

  private ProfileStep step(ProfileStep base, boolean last) {
    ObjectNode body = body(base, last);
    if (!last) {
      return new ProfileStep(
          base.purpose(),
          base.prompt(),
          body,
          base.promptContext(),
          base.responseFormat(),
          base.stream(),
          base.stoppers(),
          base.maxSidePx(),
          base.maxPixels(),
          base.imageEncoding(),
          base.language(),
          base.gates(),
          base.allowClasses());
    }
    String format = responseFormat.orElse(jsonSchema.isPresent() ? "json" : base.responseFormat());
    List<String> checked =
        gates.isEmpty() ? gates(base) : gates.equals(List.of("none")) ? List.of() : gates;
    ProfileStep changed =
        new ProfileStep(
            base.purpose(),
            prompt.orElse(base.prompt()),
            body,
            promptContext.orElse(base.promptContext()),
            format,
            stream.orElse(base.stream() || !stoppers.isEmpty()),
            stoppers.isEmpty() ? base.stoppers() : stoppers,
            maxSize.orElse(base.maxSidePx()),
            maxPixels.map(Integer::longValue).orElse(base.maxPixels()),
            imageEncoding.orElse(base.imageEncoding()),
            base.language(),
            checked,
            base.allowClasses());
    return changed.in(language.orElse(""));
  }

  private List<String> gates(ProfileStep base) {
    return jsonSchema.isPresent() ? List.of("json") : base.gates();
  }

  /// In docling's order: model, temperature, limit; further ones sorted, because the text of the
  /// parameters is part of the fingerprint.
  private ObjectNode body(ProfileStep base, boolean last) {
    ObjectNode body = JSON.createObjectNode();
    model
        .filter(name -> !name.isEmpty())
        .or(() -> Optional.ofNullable(base.params().get("model")).map(JsonNode::asString))
        .ifPresent(name -> body.put("model", name));
    base.params()
        .properties()
        .forEach(param -> {
          if (!param.getKey().equals("model")) {
            body.set(param.getKey(), param.getValue());
          }
        });
    temperature.ifPresent(value -> body.put("temperature", value));
    maxTokens.ifPresent(limit -> {
      if (limit < 1) {
        body.remove("max_tokens");
      } else {
        body.put("max_tokens", limit);
      }
    });
    seed.ifPresent(value -> body.put("seed", value));
    if (last && !stop.isEmpty()) {
      stop.forEach(body.putArray("stop")::add);
    }
    if (last) {
      jsonSchema.ifPresent(schema -> schema(body, schema));
    }
    new TreeMap<>(params).forEach((name, value) -> body.set(name, json(value)));
    return body;
  }

  private static void schema(ObjectNode body, String given) {
    String text =
        given.startsWith("file:") ? read(Path.of(given.substring("file:".length()))) : given;
    JsonNode schema;
    try {
      schema = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("jsonSchema is not JSON: " + e.getOriginalMessage(), e);
    }
    body.putObject("response_format")
        .put("type", "json_schema")
        .putObject("json_schema")
        .put("name", "answer")
        .put("strict", true)
        .set("schema", schema);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("jsonSchema file " + file + " cannot be read", e);
    }
  }

  private static JsonNode json(String value) {
    try {
      return JSON.readTree(value);
    } catch (JacksonException _) {
      return StringNode.valueOf(value);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
