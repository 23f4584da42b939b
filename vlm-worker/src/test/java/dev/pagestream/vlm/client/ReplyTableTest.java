package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTableTest {
  @ParameterizedTest(name = "{0} \"{1}\" -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          301 |                                                           | rejected REQUEST_REJECTED
          307 |                                                           | rejected REQUEST_REJECTED
          400 | cannot identify image file                                | rejected PICTURE_REJECTED
          400 | request (80021 tokens) exceeds the available context size | unfit PICTURE_REJECTED SMALLER_IMAGE
          400 | The response was filtered: content_filter                 | rejected CONTENT_FILTERED
          400 | This model's maximum context length is 4096 tokens.       | unfit PICTURE_REJECTED SMALLER_IMAGE
          400 | 'max_tokens' or 'max_completion_tokens' is too large: 9   | unfit PICTURE_REJECTED LOWER_TOKEN_CAP
          400 | 'max_tokens' is too large: 9. This model's maximum context length is 8 | unfit PICTURE_REJECTED LOWER_TOKEN_CAP
          400 | API key not valid. Please pass a valid API key.           | unavailable UNAUTHORISED
          400 | Json document validation error (invalid_request_entity)   | rejected REQUEST_REJECTED
          499 | request canceled                                          | failed MODEL_FAILED LOST all
          400 | Unsupported parameter: 'max_tokens' is not supported      | rejected REQUEST_REJECTED
          400 | llava-text is not a multimodal model                      | rejected PICTURE_REJECTED
          401 | Invalid API Key                                           | unavailable UNAUTHORISED
          402 | Insufficient credits                                      | unavailable UNAUTHORISED
          403 |                                                           | unavailable UNAUTHORISED
          403 | Your input was flagged by moderation                      | rejected CONTENT_FILTERED
          404 | The model `x` does not exist.                             | unavailable MODEL_MISSING
          404 | model "x" not found, try pulling it first                 | unavailable MODEL_MISSING
          404 | Not Found                                                 | rejected REQUEST_REJECTED
          405 | Method Not Allowed                                        | rejected REQUEST_REJECTED
          407 |                                                           | unavailable UNAUTHORISED
          408 |                                                           | failed MODEL_FAILED ANSWERED all
          409 |                                                           | failed MODEL_FAILED ANSWERED all
          413 |                                                           | unfit PICTURE_REJECTED SMALLER_IMAGE
          415 |                                                           | rejected PICTURE_REJECTED
          418 |                                                           | rejected PICTURE_REJECTED
          422 | template error                                            | rejected PICTURE_REJECTED
          424 | Request failed during generation                          | failed MODEL_FAILED ANSWERED all
          425 |                                                           | failed MODEL_FAILED ANSWERED all
          429 | Model is overloaded                                       | throttled
          500 | Internal Server Error                                     | failed MODEL_FAILED ANSWERED 2
          500 | llm server loading model                                  | unavailable LOADING
          500 | llm busy - no slots available                             | unavailable LOADING
          500 | image input is not supported - hint: provide the mmproj   | rejected PICTURE_REJECTED
          501 |                                                           | failed MODEL_FAILED ANSWERED all
          502 | Bad Gateway                                               | failed MODEL_FAILED LOST all
          503 | Loading model                                             | unavailable LOADING
          503 | server busy, please try again.                            | throttled
          504 |                                                           | failed MODEL_FAILED LOST all
          520 |                                                           | failed MODEL_FAILED LOST all
          529 | overloaded                                                | throttled
          204 |                                                           | failed ANSWER_UNREADABLE ANSWERED all
          """)
  void tellsWhatAStatusMeans(int status, String message, String expected) {
    VlmReply reply =
        ReplyTable.of(answer(status, message == null ? "" : message, Optional.empty()));

    assertThat(summary(reply)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUSED       | unavailable REFUSED
          UNKNOWN_HOST  | unavailable UNREACHABLE
          NOT_CONNECTED | unavailable UNREACHABLE
          TIMED_OUT     | failed MODEL_TIMEOUT TIMED_OUT all
          BROKEN        | failed MODEL_FAILED LOST all
          TOO_LARGE     | rejected ANSWER_UNREADABLE
          """)
  void tellsWhatAFaultMeans(HttpFault fault, String expected) {
    assertThat(summary(ReplyTable.of(fault, ""))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(HttpFault.class)
  void saysWhatHappened(HttpFault fault) {
    assertThat(message(ReplyTable.of(fault, ": why"))).contains("model server").endsWith(": why");
  }

  @ParameterizedTest
  @CsvSource({
    "401,Invalid API Key",
    "404,no model x",
    "429,slow down",
    "503,busy",
    "500,oops",
    "502,gateway",
    "503,Loading model"
  })
  void keepsWhatTheServerAskedForAndSaid(int status, String message) {
    Optional<Duration> wait = Optional.of(Duration.ofSeconds(7));

    VlmReply reply = ReplyTable.of(answer(status, message, wait));

    assertThat(retryAfter(reply)).isEqualTo(wait);
    assertThat(message(reply)).isEqualTo("the model server answered " + status + ": " + message);
  }

  @Test
  void namesTheAddressOfARedirect() {
    HttpAnswer redirect =
        new HttpAnswer(
            308,
            Optional.empty(),
            Optional.of("https://other/v1"),
            Optional.empty(),
            "",
            Optional.empty(),
            Duration.ZERO);

    assertThat(message(ReplyTable.of(redirect))).contains("https://other/v1");
  }

  private static HttpAnswer answer(int status, String message, Optional<Duration> retryAfter) {
    return new HttpAnswer(
        status,
        retryAfter,
        Optional.empty(),
        Optional.empty(),
        message,
        Optional.empty(),
        Duration.ZERO);
  }

  private static String summary(VlmReply reply) {
    return switch (reply) {
      case VlmReply.Answered _ -> "answered";
      case VlmReply.Unfit unfit -> "unfit " + unfit.code() + " " + unfit.change();
      case VlmReply.Throttled _ -> "throttled";
      case VlmReply.Unavailable down -> "unavailable " + down.reason();
      case VlmReply.Rejected rejected -> "rejected " + rejected.code();
      case VlmReply.Failed failed ->
          "failed " + failed.code() + " " + failed.symptom() + " " + tries(failed);
    };
  }

  private static String tries(VlmReply.Failed failed) {
    return failed.tries() == ReplyTable.ALL_TRIES ? "all" : Integer.toString(failed.tries());
  }

  private static String message(VlmReply reply) {
    return switch (reply) {
      case VlmReply.Answered _ -> "";
      case VlmReply.Unfit unfit -> unfit.message();
      case VlmReply.Throttled throttled -> throttled.message();
      case VlmReply.Unavailable down -> down.message();
      case VlmReply.Rejected rejected -> rejected.message();
      case VlmReply.Failed failed -> failed.message();
    };
  }

  private static Optional<Duration> retryAfter(VlmReply reply) {
    return switch (reply) {
      case VlmReply.Answered _, VlmReply.Unfit _, VlmReply.Rejected _ -> Optional.empty();
      case VlmReply.Throttled throttled -> throttled.retryAfter();
      case VlmReply.Unavailable down -> down.retryAfter();
      case VlmReply.Failed failed -> failed.retryAfter();
    };
  }

  @Test
  void believesAServerThatSaysWhetherAnotherTryHelps() {
    assertThat(ReplyTable.of(told(400, true))).isInstanceOf(VlmReply.Failed.class);
    assertThat(ReplyTable.of(told(500, false))).isInstanceOf(VlmReply.Rejected.class);
    assertThat(ReplyTable.of(told(429, false))).isInstanceOf(VlmReply.Throttled.class);
  }

  private static HttpAnswer told(int status, boolean shouldRetry) {
    return new HttpAnswer(
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.of(shouldRetry),
        Duration.ZERO);
  }

  @Test
  void neverTakesAnErrorForTheFaultOfThePictureWhenTheServerIsBusy() {
    assertThat(ReplyTable.of(answer(429, "too many images for this model", Optional.empty())))
        .isInstanceOf(VlmReply.Throttled.class);
  }
}
