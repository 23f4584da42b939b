package dev.pagestream.vlm.dialect;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's compatibility endpoint, `.../v1beta/openai`.
record GeminiDialect() implements Dialect {
  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public void adapt(ObjectNode params, Map<String, String> settings) {
    Params.dropUnlimited(params);
    Params.rename(params, Params.MAX_COMPLETION_TOKENS, Params.MAX_TOKENS);
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of("image/png", "image/jpeg", "image/webp");
  }
}
