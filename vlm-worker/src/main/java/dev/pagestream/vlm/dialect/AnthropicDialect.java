package dev.pagestream.vlm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's compatibility endpoint: temperature is at most 1, one answer only, stop strings must
/// not be blank; `seed` and `response_format` are ignored there and left out.
record AnthropicDialect() implements Dialect {
  private static final List<String> IGNORED = List.of("n", "seed", "response_format");

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public void adapt(ObjectNode params, Map<String, String> settings) {
    Params.dropUnlimited(params);
    Params.cap(params, "temperature", 1);
    IGNORED.forEach(params::remove);
    dropBlankStops(params);
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  }

  private static void dropBlankStops(ObjectNode params) {
    switch (params.get("stop")) {
      case ArrayNode stops -> {
        List<JsonNode> kept = new ArrayList<>();
        stops.forEach(stop -> {
          if (!stop.asString("").isBlank()) {
            kept.add(stop);
          }
        });
        if (kept.isEmpty()) {
          params.remove("stop");
        } else if (kept.size() < stops.size()) {
          stops.removeAll();
          kept.forEach(stops::add);
        }
      }
      case JsonNode stop when stop.isString() && stop.stringValue().isBlank() ->
          params.remove("stop");
      case null, default -> {}
    }
  }
}
