package dev.pagestream.vlm.quality;

import dev.pagestream.vlm.client.VlmReply.Change;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A question as it is asked once more. Pure: the same fault of the same question gives the same
/// new question. The order of the parameters is kept.
///
/// @param params JSON object
public record Variation(String params, String prompt) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// olmOCR raises the temperature in such steps when a page fails.
  private static final List<Double> TEMPERATURES = List.of(0.3, 0.5, 0.8, 1.0);

  private static final List<String> CAPS =
      List.of(
          "max_completion_tokens",
          "max_tokens",
          "max_new_tokens",
          "max_output_tokens",
          "num_predict");
  private static final String USUAL_CAP = "max_completion_tokens";
  private static final long LEAST_CAP = 16;
  private static final long MOST_CAP = 65_536;
  private static final long LOWERED_CAP = 512;

  /// Objects in which some servers take their parameters.
  private static final List<String> NESTS = List.of("parameters", "options");

  /// The question changed as asked; what stays as it was is unchanged to the letter.
  ///
  /// @param params JSON object; anything else is kept as it is
  /// @param finding what was wrong, when a gate found it
  public static Variation of(
      String params, String prompt, Change change, Optional<Finding> finding) {
    return switch (change) {
      case VARY -> new Variation(changed(params, Variation::vary), asking(prompt, finding));
      case RAISE_TOKEN_CAP ->
          new Variation(changed(params, Variation::raiseCap), asking(prompt, finding));
      case LOWER_TOKEN_CAP ->
          new Variation(changed(params, Variation::lowerCap), asking(prompt, finding));
      case SMALLER_IMAGE -> new Variation(params, prompt);
    };
  }

  private interface ParamChange {
    void apply(ObjectNode params);
  }

  private static String asking(String prompt, Optional<Finding> finding) {
    return finding.map(found -> prompt + "\n\n" + found.request()).orElse(prompt);
  }

  private static String changed(String params, ParamChange change) {
    try {
      if (JSON.readTree(params) instanceof ObjectNode object) {
        change.apply(object);
        return JSON.writeValueAsString(object);
      }
      return params;
    } catch (JacksonException _) {
      return params;
    }
  }

  /// A model may refuse a temperature, so none is given to a question that had none; a seed is
  /// harmless.
  private static void vary(ObjectNode params) {
    ObjectNode withTemperature = holder(params, List.of("temperature"));
    JsonNode temperature = withTemperature.get("temperature");
    boolean warm = temperature != null && temperature.isNumber();
    if (warm) {
      withTemperature.put("temperature", next(temperature.doubleValue()));
    }
    ObjectNode withSeed = holder(params, List.of("seed", "random_seed"));
    String name = withSeed.has("random_seed") ? "random_seed" : "seed";
    JsonNode seed = withSeed.get(name);
    if (seed != null && seed.isIntegralNumber()) {
      withSeed.put(name, seed.longValue() + 1);
    } else if (seed == null && !warm) {
      params.put("seed", 1);
    }
  }

  /// The next step; from the last one back to the middle.
  private static double next(double temperature) {
    return TEMPERATURES.stream().filter(step -> step > temperature).findFirst().orElse(0.5);
  }

  /// A cap of -1 has nothing to be raised, and one that is not given is the server's.
  private static void raiseCap(ObjectNode params) {
    ObjectNode holder = holder(params, CAPS);
    for (String name : CAPS) {
      JsonNode cap = holder.get(name);
      if (cap != null && cap.isIntegralNumber() && cap.longValue() > 0) {
        long raised = Math.min(MOST_CAP, 2 * cap.longValue());
        holder.put(name, Math.max(cap.longValue(), raised));
      }
    }
  }

  private static void lowerCap(ObjectNode params) {
    ObjectNode holder = holder(params, CAPS);
    boolean lowered = false;
    for (String name : CAPS) {
      JsonNode cap = holder.get(name);
      if (cap != null && cap.isIntegralNumber()) {
        long value = cap.longValue();
        holder.put(
            name, value <= 0 ? LOWERED_CAP : Math.max(Math.min(value, LEAST_CAP), value / 2));
        lowered = true;
      }
    }
    if (!lowered) {
      holder.put(USUAL_CAP, LOWERED_CAP);
    }
  }

  /// Where one of the names is: in the parameters, or one level deeper.
  private static ObjectNode holder(ObjectNode params, List<String> names) {
    if (names.stream().anyMatch(params::has)) {
      return params;
    }
    for (String nest : NESTS) {
      if (params.get(nest) instanceof ObjectNode inner && names.stream().anyMatch(inner::has)) {
        return inner;
      }
    }
    return params;
  }
}
