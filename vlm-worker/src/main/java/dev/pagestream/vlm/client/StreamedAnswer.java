package dev.pagestream.vlm.client;

import dev.pagestream.vlm.stop.GenerationStopper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A streamed answer as it grows. Confined to one thread.
final class StreamedAnswer {
  /// Fields of thoughts: vLLM until 0.11 and DeepSeek, vLLM since and OpenRouter, Ollama.
  private static final List<String> THOUGHTS =
      List.of("reasoning_content", "reasoning", "thinking");

  private final List<GenerationStopper> stoppers;
  private final StringBuilder text = new StringBuilder();
  private long chunks;
  private int lastPiece;
  private @Nullable String finish;
  private @Nullable String model;
  private @Nullable JsonNode usage;
  private @Nullable GenerationStopper stopper;

  StreamedAnswer(List<GenerationStopper> stoppers) {
    this.stoppers = stoppers;
  }

  /// What a chunk brought.
  enum Brought {
    TEXT,

    /// The model thinks before it answers.
    THOUGHT,
    NOTHING
  }

  /// Takes a chunk in.
  Brought take(JsonNode chunk) {
    if (chunk.path("usage").isObject()) {
      usage = chunk.path("usage");
    }
    model = string(chunk, "model").or(() -> string(chunk, "model_id")).orElse(model);
    JsonNode choice = chunk.path("choices").path(0);
    finish = string(choice, "finish_reason").orElse(finish);
    JsonNode delta = choice.path("delta");
    String piece = ReplyReader.content(delta.path("content"));
    if (piece.isEmpty()) {
      return THOUGHTS.stream().anyMatch(name -> !delta.path(name).asString("").isEmpty())
          ? Brought.THOUGHT
          : Brought.NOTHING;
    }
    chunks++;
    lastPiece = piece.length();
    text.append(piece);
    return Brought.TEXT;
  }

  /// The stopper that says it is enough, if one does.
  Optional<GenerationStopper> stopped() {
    for (GenerationStopper each : stoppers) {
      int from = Math.max(0, text.length() - lastPiece - each.lookback());
      if (each.shouldStop(text.substring(from), text.length())) {
        stopper = each;
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// What the server has paid out so far, as far as it said.
  long completionTokens() {
    return usage == null ? chunks : usage.path("completion_tokens").asLong(chunks);
  }

  /// Tokens that were not written, at most.
  long saved(OptionalLong cap) {
    return cap.isPresent() ? Math.max(0, cap.getAsLong() - completionTokens()) : 0;
  }

  String text() {
    return stopper == null ? text.toString() : stopper.answer(text.toString());
  }

  Optional<String> finish() {
    return Optional.ofNullable(finish);
  }

  Optional<String> model() {
    return Optional.ofNullable(model);
  }

  Optional<JsonNode> usage() {
    return Optional.ofNullable(usage);
  }

  private static Optional<String> string(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }
}
