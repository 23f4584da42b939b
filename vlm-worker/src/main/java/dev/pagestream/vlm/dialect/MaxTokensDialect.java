package dev.pagestream.vlm.dialect;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Servers that know only `max_tokens`: to Ollama and LM Studio `max_completion_tokens` is nothing,
/// and the answer has no limit.
///
/// @param name of the dialect
/// @param mediaTypes pictures the server takes
record MaxTokensDialect(String name, Set<String> mediaTypes) implements Dialect {
  @Override
  public void adapt(ObjectNode params, Map<String, String> settings) {
    Params.dropUnlimited(params);
    Params.rename(params, Params.MAX_COMPLETION_TOKENS, Params.MAX_TOKENS);
  }
}
