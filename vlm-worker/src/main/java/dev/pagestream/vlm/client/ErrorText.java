package dev.pagestream.vlm.client;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an error body says, in whatever shape it says it.
///
/// Shapes: `{"error": {"message", "code"}}`, `{"error": "..."}`, `{"detail": ...}` with a string,
/// an object or a list (FastAPI), `{"errors": [{"message"}]}` (watsonx), `{"message": "..."}`, any
/// of them inside an array (Gemini), plain text, HTML of a proxy.
final class ErrorText {
  static final int MAX_CHARS = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SHORTEST_SECRET = 6;
  private static final Pattern TAGS = Pattern.compile("(?s)<(script|style)\\b.*?</\\1>|<[^>]*>");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern KEYS = Pattern.compile("\\bsk-[A-Za-z0-9_*-]{4,}");

  private static final Map<String, Integer> STATUS_OF_WORD =
      Map.of(
          "invalid_api_key", 401,
          "authentication_error", 401,
          "rate_limit_exceeded", 429,
          "rate_limit_error", 429,
          "insufficient_quota", 429,
          "overloaded_error", 529);

  private ErrorText() {}

  /// The message, one line, at most 500 characters; empty when the body says nothing.
  ///
  /// @param headerValues of the request; some servers quote them, so they are blotted out before
  ///   anything is cut
  static String of(Optional<JsonNode> json, byte[] body, Collection<String> headerValues) {
    return oneLine(withoutSecrets(sentence(json, text(body)), headerValues));
  }

  /// The error a body carries although its status says success; empty when it carries none. It is
  /// in the body, in the choice (OpenRouter), or is the body (vLLM before 0.11).
  static Optional<JsonNode> hidden(JsonNode json) {
    if (json.isArray()) {
      return hidden(json.path(0));
    }
    if (json.path("object").asString("").equals("error")) {
      return Optional.of(json);
    }
    return Stream.of(json.path("error"), json.path("errors"), inChoice(json))
        .filter(ErrorText::present)
        .findFirst();
  }

  private static JsonNode inChoice(JsonNode json) {
    return json.path("choices").path(0).path("error");
  }

  /// A status inside an error, as OpenRouter sends with HTTP 200, or beside it, as watsonx does; or
  /// the word that stands for it in a stream (OpenAI, Anthropic).
  static OptionalInt status(JsonNode body, JsonNode error) {
    JsonNode whole = body.isArray() ? body.path(0) : body;
    return Stream.of(
            error.path("code"),
            error.path("type"),
            error.path(0).path("code"),
            whole.path("status_code"))
        .map(ErrorText::status)
        .flatMapToInt(OptionalInt::stream)
        .findFirst();
  }

  /// The machine-readable word for an error, where its message does not have it: `code` or `type`.
  private static Optional<String> word(JsonNode error) {
    return Stream.of("code", "type")
        .map(error::path)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(word -> word.contains("_"))
        .findFirst();
  }

  private static OptionalInt status(JsonNode code) {
    int status = STATUS_OF_WORD.getOrDefault(code.asString(""), code.asInt(0));
    return status >= 400 && status < 600 ? OptionalInt.of(status) : OptionalInt.empty();
  }

  private static String withoutSecrets(String message, Collection<String> headerValues) {
    List<String> secrets =
        headerValues.stream()
            .flatMap(value -> Stream.concat(Stream.of(value), SPACE.splitAsStream(value)))
            .filter(
                secret -> secret.length() >= SHORTEST_SECRET && !secret.equalsIgnoreCase("bearer"))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String clean = message;
    for (String secret : secrets) {
      clean = clean.replace(secret, "[hidden]");
    }
    return KEYS.matcher(clean).replaceAll("[hidden]");
  }

  private static Optional<String> message(JsonNode node) {
    if (node.isString()) {
      return Optional.of(node.stringValue());
    }
    if (node.isArray()) {
      return node.valueStream().map(ErrorText::message).flatMap(Optional::stream).findFirst();
    }
    Optional<String> sentence =
        Stream.concat(
                Stream.of("error", "errors", "detail", "message", "msg").map(node::path),
                Stream.of(inChoice(node)))
            .filter(ErrorText::present)
            .map(ErrorText::message)
            .flatMap(Optional::stream)
            .findFirst();
    Optional<String> word = word(node).filter(_ -> node.has("message"));
    return sentence
        .map(text ->
            word.filter(code -> !text.contains(code))
                .map(code -> text + " (" + code + ")")
                .orElse(text))
        .map(text -> reason(node).map(reason -> text + ": " + reason).orElse(text));
  }

  /// What the provider behind a router said, which OpenRouter passes on as a text.
  private static Optional<String> reason(JsonNode node) {
    String raw = node.path("metadata").path("raw").asString("");
    return raw.isBlank() ? Optional.empty() : Optional.of(sentence(json(raw), raw));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isContainer);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String sentence(Optional<JsonNode> json, String text) {
    return json.flatMap(ErrorText::message)
        .orElseGet(() -> TAGS.matcher(text).replaceAll(" "))
        .strip();
  }

  private static boolean present(JsonNode node) {
    return !node.isMissingNode()
        && !node.isNull()
        && !(node.isContainer() && node.isEmpty())
        && !(node.isBoolean() && !node.booleanValue())
        && !(node.isString() && node.stringValue().isBlank());
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, 8 * MAX_CHARS), StandardCharsets.UTF_8);
  }

  private static String oneLine(String text) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
  }
}
