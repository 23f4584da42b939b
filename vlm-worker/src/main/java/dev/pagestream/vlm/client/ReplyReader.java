package dev.pagestream.vlm.client;

import dev.pagestream.document.FailureCode;
import dev.pagestream.vlm.client.VlmReply.Answered;
import dev.pagestream.vlm.client.VlmReply.Change;
import dev.pagestream.vlm.client.VlmReply.Rejected;
import dev.pagestream.vlm.client.VlmReply.Symptom;
import dev.pagestream.vlm.client.VlmReply.Unfit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a server answered. Pure, and lenient: what we do not use may be missing.
///
/// Never turns a failure into an answer (guarantee G3): an error inside a 200, an empty text, a
/// text cut off at the token limit and a filtered one all fail, each with its own code.
final class ReplyReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILTERED = "content_filter";

  /// Gemini's own words for a filtered answer, which its compatibility endpoint lets through.
  private static final Set<String> FILTERS =
      Set.of(
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "spii",
          "image_safety",
          "image_recitation",
          "image_prohibited_content");

  private ReplyReader() {}

  static VlmReply read(HttpAnswer answer) {
    if (answer.status() != 200) {
      return ReplyTable.of(answer);
    }
    if (answer.json().isEmpty()) {
      return unreadable("the model server's answer is not JSON");
    }
    JsonNode body = answer.json().get();
    Optional<JsonNode> error = ErrorText.hidden(body);
    if (error.isPresent()) {
      return hidden(answer, error.get());
    }
    JsonNode choice = body.path("choices").path(0);
    return choice.isObject()
        ? choice(answer, body, choice)
        : unreadable("the model server's answer has no choices");
  }

  private static VlmReply choice(HttpAnswer answer, JsonNode body, JsonNode choice) {
    return finished(
        string(choice.path("finish_reason")),
        text(choice.path("message")),
        string(body.path("model")).or(() -> string(body.path("model_id"))),
        body.path("usage"),
        answer.latency());
  }

  /// What an answer is whose end is known, however it came.
  static VlmReply finished(
      Optional<String> finish,
      String text,
      Optional<String> model,
      JsonNode usage,
      Duration latency) {
    Optional<Long> prompt = count(usage.path("prompt_tokens"));
    Optional<Long> completion = count(usage.path("completion_tokens"));
    return switch (end(finish)) {
      case FILTERED ->
          new Rejected(FailureCode.CONTENT_FILTERED, "the model server filtered its answer");
      case "length", "max_tokens", "time_limit" ->
          new Unfit(
              FailureCode.ANSWER_TRUNCATED,
              truncated(end(finish), text),
              Change.RAISE_TOKEN_CAP,
              prompt,
              completion,
              0);
      case "repetition" ->
          new Unfit(
              FailureCode.ANSWER_UNFIT,
              "the model repeats itself; the server stopped it",
              Change.VARY,
              prompt,
              completion,
              0);
      case "error", "cancelled", "abort" ->
          ReplyTable.failed(
              FailureCode.MODEL_FAILED,
              Symptom.ANSWERED,
              "the model server gave up with finish reason " + end(finish));
      default ->
          text.isBlank()
              ? new Unfit(
                  FailureCode.ANSWER_EMPTY,
                  "the model's answer is empty",
                  Change.VARY,
                  prompt,
                  completion,
                  0)
              : new Answered(text, model, finish, prompt, completion, latency);
    };
  }

  /// Gemini says `content_filter: RECITATION`, or only the second word.
  private static String end(Optional<String> finish) {
    String reason = finish.orElse("").toLowerCase(Locale.ROOT);
    return reason.startsWith(FILTERED) || FILTERS.contains(reason) ? FILTERED : reason;
  }

  /// An error where a piece of a stream should be. It may carry a status.
  static VlmReply inStream(
      JsonNode chunk, JsonNode error, Collection<String> secrets, Duration latency) {
    HttpAnswer answer =
        new HttpAnswer(
            200,
            RetryAfter.of(chunk),
            Optional.empty(),
            Optional.of(chunk),
            ErrorText.of(Optional.of(chunk), new byte[0], secrets),
            Optional.empty(),
            latency);
    return hidden(answer, error);
  }

  private static VlmReply hidden(HttpAnswer answer, JsonNode error) {
    OptionalInt status = ErrorText.status(answer.json().orElse(error), error);
    return status.isPresent()
        ? ReplyTable.of(answer.withStatus(status.getAsInt()))
        : ReplyTable.withoutStatus(answer);
  }

  private static String truncated(String finish, String text) {
    String limit = finish.equals("time_limit") ? "its time limit" : "its token limit";
    String got =
        text.isBlank() ? "before the first word" : "after " + text.length() + " characters";
    return "the answer was cut off at "
        + limit
        + " "
        + got
        + "; raise max_tokens (or max_completion_tokens) in the parameters";
  }

  /// As docling reads it: the content, else the texts in the arguments of the first tool call that
  /// has some.
  private static String text(JsonNode message) {
    String content = content(message.path("content"));
    if (!content.isBlank()) {
      return content.strip();
    }
    return message
        .path("tool_calls")
        .valueStream()
        .map(call -> string(call.path("function").path("arguments")))
        .flatMap(Optional::stream)
        .map(ReplyReader::textInArguments)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /// The text of a message or of a piece of one: a string, or parts of which some are text.
  static String content(JsonNode content) {
    if (content.isArray()) {
      return content
          .valueStream()
          .map(part -> part.isString() ? part.stringValue() : string(part.path("text")).orElse(""))
          .collect(Collectors.joining());
    }
    return string(content).orElse("");
  }

  private static String textInArguments(String arguments) {
    try {
      List<String> fragments = new ArrayList<>();
      collectTexts(JSON.readTree(arguments), fragments);
      return String.join("\n", fragments);
    } catch (JacksonException _) {
      return arguments.strip();
    }
  }

  private static void collectTexts(JsonNode node, List<String> fragments) {
    if (node.isObject()) {
      string(node.path("text"))
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .ifPresent(fragments::add);
    }
    if (node.isContainer()) {
      node.valueStream().forEach(child -> collectTexts(child, fragments));
    }
  }

  private static Optional<String> string(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  private static Optional<Long> count(JsonNode node) {
    return node.canConvertToLong() && node.isIntegralNumber()
        ? Optional.of(node.longValue())
        : Optional.empty();
  }

  private static VlmReply unreadable(String message) {
    return ReplyTable.failed(FailureCode.ANSWER_UNREADABLE, Symptom.ANSWERED, message);
  }
}
