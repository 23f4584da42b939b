package dev.pagestream.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The model that describes pictures, as the user names it on the command line.
final class ModelOptions {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = "--vlm-url",
      description =
          "OpenAI-compatible endpoint that describes the pictures: base URL (.../v1) or full. Without it, pictures are found but not described.")
  private @Nullable String url;

  @Option(
      names = "--vlm-profile",
      paramLabel = "NAME",
      description =
          "Profile that describes the pictures instead of --vlm-url: one of the system's own, or built in (local needs no model).")
  private @Nullable String profile;

  @Option(names = "--vlm-model", description = "Model name sent with each call.")
  private @Nullable String model;

  @Option(
      names = "--vlm-prompt",
      defaultValue = "Describe this image in a few sentences.",
      description = "Prompt (default: ${DEFAULT-VALUE}).")
  private String prompt = "";

  @Option(
      names = "--vlm-timeout",
      defaultValue = "60",
      description = "Seconds one call may take (default ${DEFAULT-VALUE}).")
  private double timeoutSeconds;

  @Option(
      names = "--vlm-param",
      paramLabel = "NAME=JSON",
      description = "Further request field, for example max_tokens=300. May be repeated.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--vlm-key-env",
      paramLabel = "VARIABLE",
      description = "Environment variable that holds the API key; sent as a Bearer token.")
  private @Nullable String keyVariable;

  /// The options of a request that have pictures described; empty when no model was named.
  ///
  /// @throws IllegalArgumentException when both an endpoint and a profile are named, or the key's
  ///   variable is not set
  Map<String, Object> options() {
    if (profile != null && url != null) {
      throw new IllegalArgumentException("give --vlm-url or --vlm-profile, not both");
    }
    Map<String, Object> options = new LinkedHashMap<>();
    if (profile != null) {
      options.put("picture_description_preset", profile);
    }
    pictureDescriptionApi().ifPresent(api -> options.put("picture_description_api", api));
    if (!options.isEmpty()) {
      options.put("do_picture_description", true);
    }
    return options;
  }

  /// `picture_description_api` in docling's form; empty when no endpoint was named.
  ///
  /// @throws IllegalArgumentException when the key's variable is not set
  Optional<Map<String, Object>> pictureDescriptionApi() {
    if (url == null) {
      return Optional.empty();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    if (model != null) {
      fields.put("model", model);
    }
    params.forEach((name, value) -> fields.put(name, parsed(value)));
    Map<String, Object> api = new LinkedHashMap<>();
    api.put("url", url);
    api.put("params", fields);
    api.put("prompt", prompt);
    api.put("timeout", timeoutSeconds);
    if (keyVariable != null) {
      api.put("headers", Map.of("Authorization", "Bearer " + secret("--vlm-key-env", keyVariable)));
    }
    return Optional.of(api);
  }

  /// What an environment variable holds: on the command line others could read it.
  ///
  /// @param option that names the variable
  /// @throws IllegalArgumentException when it is not set
  static String secret(String option, String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable " + variable + " (" + option + ") is not set");
    }
    return value.strip();
  }

  private static Object parsed(String value) {
    try {
      return JSON.readValue(value, Object.class);
    } catch (JacksonException _) {
      return value; // A plain word is meant as text.
    }
  }
}
