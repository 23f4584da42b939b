package dev.pagestream.vlm.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes of request parameters that several dialects share. The order of what stays is kept.
final class Params {
  static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";
  static final String MAX_TOKENS = "max_tokens";
  private static final List<String> CAPS = List.of(MAX_COMPLETION_TOKENS, MAX_TOKENS);

  private Params() {}

  /// A limit below 1 means none; servers refuse such numbers.
  static void dropUnlimited(ObjectNode params) {
    for (String cap : CAPS) {
      JsonNode value = params.get(cap);
      if (value != null && value.isIntegralNumber() && value.longValue() < 1) {
        params.remove(cap);
      }
    }
  }

  /// Gives a parameter another name, in its place. When both are there the new name's value stays.
  static void rename(ObjectNode params, String from, String to) {
    if (!params.has(from)) {
      return;
    }
    if (params.has(to)) {
      params.remove(from);
      return;
    }
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : new ArrayList<>(params.properties())) {
      all.put(property.getKey().equals(from) ? to : property.getKey(), property.getValue());
    }
    params.removeAll();
    all.forEach(params::set);
  }

  /// A number of at most `most`.
  static void cap(ObjectNode params, String name, double most) {
    JsonNode value = params.get(name);
    if (value != null && value.isNumber() && value.doubleValue() > most) {
      params.put(name, most);
    }
  }
}
