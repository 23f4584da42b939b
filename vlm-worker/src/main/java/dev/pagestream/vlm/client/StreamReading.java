package dev.pagestream.vlm.client;

import dev.pagestream.document.FailureCode;
import dev.pagestream.vlm.client.VlmReply.Symptom;
import dev.pagestream.vlm.client.VlmReply.Unfit;
import dev.pagestream.vlm.stop.GenerationStopper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import okio.BufferedSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads one streamed answer to its end, or until a stopper fires. Used once, by one thread.
///
/// A stream that ends without a reason and without `[DONE]`, one that carries an error, and one
/// that cannot be read are failures, however much text came before (guarantee G3).
final class StreamReading {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DONE = "[DONE]";

  private final VlmRequest request;
  private final long start;
  private final long maxBytes;
  private final OptionalLong cap;
  private final Collection<String> secrets;
  private final StreamedAnswer answer;
  private Optional<Duration> firstToken = Optional.empty();
  private long progress;

  /// @param start `System.nanoTime` when the call began
  /// @param cap of the answer in tokens, where the request has one
  /// @param secrets header values that must not be quoted
  StreamReading(
      VlmRequest request, long start, long maxBytes, OptionalLong cap, Collection<String> secrets) {
    this.request = request;
    this.start = start;
    this.progress = start;
    this.maxBytes = maxBytes;
    this.cap = cap;
    this.secrets = secrets;
    this.answer = new StreamedAnswer(request.stoppers());
  }

  VlmReply read(BufferedSource source) throws IOException {
    EventLines events = new EventLines(source, maxBytes);
    try {
      while (true) {
        Optional<String> data = events.next(leftNanos());
        if (data.isEmpty()) {
          return answer.finish().isPresent() ? finished() : cut();
        }
        if (data.get().strip().equals(DONE)) {
          return finished();
        }
        Optional<VlmReply> end = take(data.get(), events);
        if (end.isPresent()) {
          return end.get();
        }
      }
    } catch (EventLines.TooLargeException _) {
      return ReplyTable.of(HttpFault.TOO_LARGE, ": more than " + maxBytes + " bytes");
    } catch (InterruptedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return ReplyTable.of(HttpFault.TIMED_OUT, reachedLimit());
    }
  }

  /// @return the reply when the stream ends with this event
  private Optional<VlmReply> take(String data, EventLines events) {
    Optional<JsonNode> chunk = json(data);
    if (chunk.isEmpty()) {
      return Optional.of(
          ReplyTable.failed(
              FailureCode.ANSWER_UNREADABLE,
              Symptom.ANSWERED,
              "the stream of the model server has a piece that is not JSON"));
    }
    Optional<JsonNode> error = ErrorText.hidden(chunk.get());
    if (error.isPresent()) {
      return Optional.of(ReplyReader.inStream(chunk.get(), error.get(), secrets, elapsed()));
    }
    StreamedAnswer.Brought brought = answer.take(chunk.get());
    switch (brought) {
      case THOUGHT -> {
        progress = System.nanoTime();
        events.forgive();
        return Optional.empty();
      }
      case NOTHING -> {
        events.keep();
        return Optional.empty();
      }
      case TEXT -> {
        progress = System.nanoTime();
        events.keep();
      }
    }
    if (firstToken.isEmpty()) {
      firstToken = Optional.of(elapsed());
    }
    return answer.stopped().map(this::stopped);
  }

  private VlmReply stopped(GenerationStopper stopper) {
    if (stopper.complete()) {
      return finished("stop", Optional.of(stopper.name()));
    }
    boolean loops = stopper.name().equals("repetition");
    return new Unfit(
        loops ? FailureCode.ANSWER_UNFIT : FailureCode.ANSWER_TRUNCATED,
        loops
            ? "the model repeats itself; it was stopped after "
                + answer.text().length()
                + " characters"
            : "the answer is longer than " + answer.text().length() + " characters; it was stopped",
        VlmReply.Change.VARY,
        Optional.empty(),
        Optional.of(answer.completionTokens()),
        answer.saved(cap));
  }

  private VlmReply finished() {
    return finished(answer.finish().orElse("stop"), Optional.empty());
  }

  private VlmReply finished(String finish, Optional<String> stoppedBy) {
    VlmReply reply =
        ReplyReader.finished(
            Optional.of(finish),
            answer.text().strip(),
            answer.model(),
            answer.usage().orElse(MissingNode.getInstance()),
            elapsed());
    return reply
            instanceof
            VlmReply.Answered(
                String text,
                Optional<String> model,
                Optional<String> reason,
                Optional<Long> prompt,
                Optional<Long> completion,
                Duration latency,
                Optional<Duration> _,
                Optional<String> _,
                long _)
        ? new VlmReply.Answered(
            text,
            model,
            reason,
            prompt,
            completion.isPresent() || stoppedBy.isEmpty()
                ? completion
                : Optional.of(answer.completionTokens()),
            latency,
            firstToken,
            stoppedBy,
            stoppedBy.isPresent() ? answer.saved(cap) : 0)
        : reply;
  }

  private VlmReply cut() {
    return ReplyTable.of(
        HttpFault.BROKEN, ": the stream ended after " + answer.text().length() + " characters");
  }

  private long leftNanos() {
    Duration limit =
        firstToken.isEmpty() ? request.timeouts().firstByte() : request.timeouts().idle();
    return progress + limit.toNanos() - System.nanoTime();
  }

  private String reachedLimit() {
    if (elapsed().compareTo(request.timeouts().total()) >= 0) {
      return " (limit " + request.timeouts().total().toMillis() + " ms)";
    }
    return firstToken.isEmpty()
        ? " (first token, limit " + request.timeouts().firstByte().toMillis() + " ms)"
        : " (between two tokens, limit " + request.timeouts().idle().toMillis() + " ms)";
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Optional<JsonNode> json(String data) {
    try {
      return Optional.of(JSON.readTree(data)).filter(JsonNode::isContainer);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
