package dev.pagestream.vlm.client;

import dev.pagestream.document.FailureCode;
import dev.pagestream.vlm.client.VlmReply.Change;
import dev.pagestream.vlm.client.VlmReply.Failed;
import dev.pagestream.vlm.client.VlmReply.Reason;
import dev.pagestream.vlm.client.VlmReply.Rejected;
import dev.pagestream.vlm.client.VlmReply.Symptom;
import dev.pagestream.vlm.client.VlmReply.Throttled;
import dev.pagestream.vlm.client.VlmReply.Unavailable;
import dev.pagestream.vlm.client.VlmReply.Unfit;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What statuses and faults mean: the one place that decides whether a failure is the picture's,
/// the endpoint's or the moment's. Pure.
///
/// Messages are matched before statuses where servers are known to use the wrong one: a model that
/// is still loading (Ollama 500, llama.cpp 503), a model without eyes (llama.cpp 500), a filtered
/// picture (Azure 400, OpenRouter 403).
final class ReplyTable {
  /// As often as the worker is configured to try.
  static final int ALL_TRIES = Integer.MAX_VALUE;

  /// A 500 is as often a bug that this picture hits as a passing one.
  static final int TRIES_OF_500 = 2;

  private static final Pattern LOADING =
      pattern(
          "loading model|model is loading|is loading|llm busy|llm server not responding|warming up|starting up");
  private static final Pattern NO_EYES =
      pattern(
          "image input is not supported|support image input|data required for image input|not a multimodal model|does not support (vision|images?)|mmproj");

  /// LM Studio answers 400 when it was the model that failed.
  private static final Pattern CRASHED = pattern("model has crashed");

  private static final Pattern FILTERED =
      pattern("content[_ ]filter|content management policy|responsible ?ai|moderation|flagged");

  /// In a 404; without it, the address is wrong.
  private static final Pattern MODEL =
      pattern(
          "(?<![/\\w])models?\\b(?!/)|models/[^\\s/]+ is not found|\\bdeployment\\b|no endpoints found");

  /// In a 400, which LM Studio and OpenRouter answer where others say 404.
  private static final Pattern NO_MODEL =
      pattern("model_not_found|is not a valid model|no models loaded|failed to load model");

  private static final Pattern KEY = pattern("api key not valid|invalid api key|api_key_invalid");

  /// Like a 402, in a 400 (Anthropic) or a 429 (OpenAI): waiting does not help, somebody has to
  /// pay.
  private static final Pattern NO_CREDIT = pattern("credit balance is too low|insufficient_quota");

  private static final Pattern CONTEXT =
      pattern(
          "maximum context length|available context size|context[_ ]length[_ ]exceeded|exceed_context|input is too long|prompt is too long|too many tokens");
  private static final Pattern TOO_LARGE = pattern("image exceeds|image dimensions exceed");
  private static final Pattern TOKEN_CAP =
      pattern("max(_completion|_new)?_tokens'?.{0,60}(too large|too high|exceed|at most|maximum)");
  private static final Pattern PARAMETER =
      pattern(
          "unsupported (parameter|value)|unknown (parameter|field)|unrecognized (request )?argument|invalid parameter|extra inputs|response_format|not supported with this model|json_type_error|json_validation_error|invalid_request_entity|invalid_input_argument");

  /// LM Studio answers 200 to what it does not know.
  private static final Pattern NO_ADDRESS = pattern("unexpected endpoint or method");

  private static final String IS_IT_THE_ADDRESS = "; is the address that of chat completions?";

  private ReplyTable() {}

  static VlmReply of(HttpFault fault, String detail) {
    return switch (fault) {
      case REFUSED ->
          unavailable(Reason.REFUSED, "the model server refused the connection" + detail);
      case UNKNOWN_HOST ->
          unavailable(Reason.UNREACHABLE, "the host name of the model server is unknown" + detail);
      case NOT_CONNECTED ->
          unavailable(Reason.UNREACHABLE, "the model server cannot be reached" + detail);
      case TIMED_OUT ->
          failed(
              FailureCode.MODEL_TIMEOUT,
              Symptom.TIMED_OUT,
              "the model server did not answer in time" + detail);
      case BROKEN ->
          failed(
              FailureCode.MODEL_FAILED,
              Symptom.LOST,
              "the connection to the model server broke" + detail);
      case TOO_LARGE ->
          new Rejected(
              FailureCode.ANSWER_UNREADABLE, "the model server's answer is too large" + detail);
    };
  }

  /// @param answer any but a success
  static VlmReply of(HttpAnswer answer) {
    String message = answer.message();
    Optional<Duration> retryAfter = answer.retryAfter();
    if (LOADING.matcher(message).find() && answer.status() >= 500) {
      return new Unavailable(Reason.LOADING, retryAfter, answer.sentence());
    }
    if (isClientError(answer) && KEY.matcher(message).find()) {
      return new Unavailable(Reason.UNAUTHORISED, retryAfter, answer.sentence());
    }
    if (isClientError(answer) && CRASHED.matcher(message).find()) {
      return again(answer, Symptom.ANSWERED, TRIES_OF_500);
    }
    if (NO_CREDIT.matcher(message).find()) {
      return new Unavailable(Reason.UNAUTHORISED, retryAfter, answer.sentence());
    }
    if (NO_EYES.matcher(message).find()) {
      return new Rejected(FailureCode.PICTURE_REJECTED, answer.sentence());
    }
    if (isClientError(answer) && NO_MODEL.matcher(message).find()) {
      return new Unavailable(Reason.MODEL_MISSING, retryAfter, answer.sentence());
    }
    if (isClientError(answer) && TOKEN_CAP.matcher(message).find()) {
      return unfit(answer, Change.LOWER_TOKEN_CAP);
    }
    if (answer.status() == 413
        || (isClientError(answer)
            && (CONTEXT.matcher(message).find() || TOO_LARGE.matcher(message).find()))) {
      return unfit(answer, Change.SMALLER_IMAGE);
    }
    if (FILTERED.matcher(message).find() && (answer.status() == 400 || answer.status() == 403)) {
      return new Rejected(FailureCode.CONTENT_FILTERED, answer.sentence());
    }
    return answer.shouldRetry().isPresent() && answer.status() >= 400
        ? asTold(answer, answer.shouldRetry().get())
        : byStatus(answer);
  }

  /// @param answer a success that carries an error, and no status for it
  static VlmReply withoutStatus(HttpAnswer answer) {
    String sentence = "the model server answered with an error: " + answer.message();
    return NO_ADDRESS.matcher(answer.message()).find()
        ? new Rejected(FailureCode.REQUEST_REJECTED, sentence + IS_IT_THE_ADDRESS)
        : failed(FailureCode.MODEL_FAILED, Symptom.ANSWERED, sentence);
  }

  /// `x-should-retry` is the server's own word on whether another try can help.
  private static VlmReply asTold(HttpAnswer answer, boolean shouldRetry) {
    VlmReply usual = byStatus(answer);
    if (shouldRetry && usual instanceof Rejected) {
      return again(answer, Symptom.ANSWERED, ALL_TRIES);
    }
    if (!shouldRetry && usual instanceof Failed failed) {
      return new Rejected(failed.code(), failed.message());
    }
    return usual;
  }

  private static VlmReply byStatus(HttpAnswer answer) {
    Optional<Duration> retryAfter = answer.retryAfter();
    return switch (answer.status()) {
      case 401, 402, 403, 407 ->
          new Unavailable(Reason.UNAUTHORISED, retryAfter, answer.sentence());
      case 404 ->
          MODEL.matcher(answer.message()).find()
              ? new Unavailable(Reason.MODEL_MISSING, retryAfter, answer.sentence())
              : new Rejected(FailureCode.REQUEST_REJECTED, answer.sentence() + IS_IT_THE_ADDRESS);
      case 405 -> new Rejected(FailureCode.REQUEST_REJECTED, answer.sentence() + IS_IT_THE_ADDRESS);
      case 408, 409, 424, 425 -> again(answer, Symptom.ANSWERED, ALL_TRIES);
      case 429, 503, 529 -> new Throttled(retryAfter, answer.sentence());
      case 500 -> again(answer, Symptom.ANSWERED, TRIES_OF_500);
      case 499, 502, 504, 520, 521, 522, 523, 524 -> again(answer, Symptom.LOST, ALL_TRIES);
      default -> byHundreds(answer);
    };
  }

  private static VlmReply byHundreds(HttpAnswer answer) {
    return switch (answer.status() / 100) {
      case 3 ->
          new Rejected(
              FailureCode.REQUEST_REJECTED,
              "the model server redirects to "
                  + answer.location().orElse("nowhere")
                  + "; redirects are not followed, use that address");
      case 4 ->
          new Rejected(
              PARAMETER.matcher(answer.message()).find()
                  ? FailureCode.REQUEST_REJECTED
                  : FailureCode.PICTURE_REJECTED,
              answer.sentence());
      case 5 -> again(answer, Symptom.ANSWERED, ALL_TRIES);
      default -> failed(FailureCode.ANSWER_UNREADABLE, Symptom.ANSWERED, answer.sentence());
    };
  }

  private static boolean isClientError(HttpAnswer answer) {
    return answer.status() == 400 || answer.status() == 413 || answer.status() == 422;
  }

  private static VlmReply unfit(HttpAnswer answer, Change change) {
    return new Unfit(
        FailureCode.PICTURE_REJECTED,
        answer.sentence(),
        change,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private static VlmReply again(HttpAnswer answer, Symptom symptom, int tries) {
    return new Failed(
        FailureCode.MODEL_FAILED, symptom, tries, answer.retryAfter(), answer.sentence());
  }

  static VlmReply failed(FailureCode code, Symptom symptom, String message) {
    return new Failed(code, symptom, ALL_TRIES, Optional.empty(), message);
  }

  private static VlmReply unavailable(Reason reason, String message) {
    return new Unavailable(reason, Optional.empty(), message);
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
