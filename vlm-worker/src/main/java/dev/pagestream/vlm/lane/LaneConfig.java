package dev.pagestream.vlm.lane;

import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.dialect.Dialects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings of one lane: a model endpoint, how it is spoken to, how much it may be asked.
public record LaneConfig(
    @Default("8")
        @Doc(
            "Calls in flight per partition, 1 to 1000. Partitions x window is the lane's cap, however many workers there are; must be the same on all of them.")
        int window,
    @Doc(
            "Base or full URLs of chat completions endpoints; several are replicas of one model. Without any the tasks bring their own (docling: `url`).")
        List<String> urls,
    @Default("")
        @Doc(
            "Kind of the server: generic, openai, azure, vllm, ollama, lmstudio, llamacpp, openrouter, anthropic, gemini or watsonx. Empty: told from the URL, else generic.")
        String dialect,
    @Doc(
            "Headers sent with every call; values as for apiKey (docling: `headers`). A request's own win.")
        Map<String, Secret> headers,
    @Doc(
            "Key, put where the dialect has it. `env:NAME` reads an environment variable, `file:/path` a file.")
        Optional<Secret> apiKey,
    @Doc(
            "Settings of the dialect: `project_id`, `space_id`, `version`, `iam_url` (watsonx), `api_version`, `deployment` (azure).")
        Map<String, String> settings,
    @Doc(
            "Requests per minute the endpoint allows, for all workers together; each keeps to its share of the partitions.")
        Optional<Integer> requestsPerMinute,
    @Doc(
            "Tokens per minute the endpoint allows, prompt and answer, for all workers together; reserved before a call, settled after it.")
        Optional<Integer> tokensPerMinute,
    @Doc("Time to connect; calls.connectTimeout when absent.") Optional<Duration> connectTimeout,
    @Default("PT120S")
        @Doc(
            "Time from the request, or the last token of its thoughts, to the first token of a streamed answer.")
        Duration firstByteTimeout,
    @Default("PT30S") @Doc("Time between two tokens of a streamed answer.") Duration idleTimeout,
    @Doc(
            "Longest time of one call, whatever the task asks for (docling: `timeout`, which the task brings).")
        Optional<Duration> timeout,
    @Doc(
            "Calls in flight each replica is trusted with at first, per process; calls.initialLimit when absent.")
        Optional<Integer> initialLimit,
    @Doc(
            "Calls in flight each replica is ever trusted with, per process; calls.maxLimit when absent.")
        Optional<Integer> maxLimit,
    @Default("0") @Doc("Price of a million prompt tokens, for the cost meter.") double promptPrice,
    @Default("0") @Doc("Price of a million completion tokens, for the cost meter.")
        double completionPrice) {
  public static final LaneConfig DEFAULTS = of(8);

  public LaneConfig {
    urls = List.copyOf(urls);
    headers = Map.copyOf(headers);
    settings = Map.copyOf(settings);
    require(window >= 1 && window <= 1000, "window is " + window + ", must be 1 to 1000");
    for (String url : urls) {
      require(
          url.startsWith("http://") || url.startsWith("https://"),
          "urls has " + url + ", must start with http:// or https://");
    }
    if (!dialect.isEmpty()) {
      Dialects.named(dialect);
    }
    requestsPerMinute.ifPresent(rate -> positive("requestsPerMinute", rate));
    tokensPerMinute.ifPresent(rate -> positive("tokensPerMinute", rate));
    initialLimit.ifPresent(limit -> positive("initialLimit", limit));
    maxLimit.ifPresent(limit -> positive("maxLimit", limit));
    connectTimeout.ifPresent(limit -> positive("connectTimeout", limit));
    timeout.ifPresent(limit -> positive("timeout", limit));
    positive("firstByteTimeout", firstByteTimeout);
    positive("idleTimeout", idleTimeout);
    require(
        promptPrice >= 0 && completionPrice >= 0,
        "promptPrice and completionPrice must not be negative");
  }

  /// A lane whose tasks bring their endpoints, with everything else at its default.
  public static LaneConfig of(int window) {
    return new LaneConfig(
        window,
        List.of(),
        "",
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(120),
        Duration.ofSeconds(30),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0);
  }

  public LaneConfig withUrls(List<String> newUrls) {
    return new LaneConfig(
        window,
        newUrls,
        dialect,
        headers,
        apiKey,
        settings,
        requestsPerMinute,
        tokensPerMinute,
        connectTimeout,
        firstByteTimeout,
        idleTimeout,
        timeout,
        initialLimit,
        maxLimit,
        promptPrice,
        completionPrice);
  }

  private static void positive(String name, int value) {
    require(value >= 1, name + " is " + value + ", must be at least 1");
  }

  private static void positive(String name, Duration value) {
    require(value.isPositive(), name + " is " + value + ", must be positive");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
