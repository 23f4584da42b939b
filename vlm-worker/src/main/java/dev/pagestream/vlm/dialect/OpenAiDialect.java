package dev.pagestream.vlm.dialect;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// api.openai.com: `max_tokens` is deprecated and refused by reasoning models.
record OpenAiDialect() implements Dialect {
  @Override
  public String name() {
    return "openai";
  }

  @Override
  public void adapt(ObjectNode params, Map<String, String> settings) {
    Params.dropUnlimited(params);
    Params.rename(params, Params.MAX_TOKENS, Params.MAX_COMPLETION_TOKENS);
  }
}
