package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplyReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void readsACompleteAnswer() {
    VlmReply reply =
        read(
            """
            {"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":" A red square.\\n"}}],
             "created":1,"model":"m-1","object":"chat.completion","id":"x",
             "usage":{"completion_tokens":12,"prompt_tokens":179,"total_tokens":191}}
            """);

    assertThat(reply)
        .isEqualTo(
            new VlmReply.Answered(
                "A red square.",
                Optional.of("m-1"),
                Optional.of("stop"),
                Optional.of(179L),
                Optional.of(12L),
                Duration.ofMillis(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"message\":{\"content\":\"x\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":null}],\"usage\":null}",
        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"eos_token\"}],\"usage\":{\"prompt_tokens\":\"many\"}}",
        "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\" x\"},{\"type\":\"image\"}]}}]}",
        "{\"choices\":[{\"message\":{\"content\":[\"x\"]}}],\"error\":null}",
        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"error\":{}}],\"error\":\"\"}",
        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"error\":null}],\"error\":false}"
      })
  void needsNothingButAText(String body) {
    assertThat(text(read(body))).isEqualTo("x");
  }

  @Test
  void joinsThePartsOfAnArray() {
    assertThat(
            text(
                read(
                    "{\"choices\":[{\"message\":{\"content\":[{\"text\":\"A \"},{\"text\":\"cat.\"}]}}]}")))
        .isEqualTo("A cat.");
  }

  @Test
  void findsTheTextInsideToolCallsAsDoclingDoes() {
    String arguments =
        "{\\\"elements\\\":[{\\\"text\\\":\\\" one \\\"},{\\\"inner\\\":{\\\"text\\\":\\\"two\\\"}}]}";
    String body =
        "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":null,\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"}},"
            + "{\"function\":{\"arguments\":\""
            + arguments
            + "\"}}]}}]}";

    assertThat(text(read(body))).isEqualTo("one\ntwo");
  }

  @Test
  void takesArgumentsThatAreNoJsonAsTheyAre() {
    assertThat(
            text(
                read(
                    "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":\" a cat \"}}]}}]}")))
        .isEqualTo("a cat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"message\":{\"content\":\" \\n\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":null}}]}",
        "{\"choices\":[{\"message\":{}}]}",
        "{\"choices\":[{}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\",\"reasoning_content\":\"let me think\"}}]}"
      })
  void neverTakesNothingForADescription(String body) {
    assertThat(read(body))
        .isInstanceOfSatisfying(
            VlmReply.Unfit.class,
            unfit -> assertThat(unfit.code()).isEqualTo(FailureCode.ANSWER_EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>hello</html>",
        "\"text\"",
        "[]",
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"mess"
      })
  void callsGarbageUnreadable(String body) {
    assertThat(read(body))
        .isInstanceOfSatisfying(
            VlmReply.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.ANSWER_UNREADABLE));
  }

  @Test
  void refusesATextCutOffAtTheTokenLimitAndSaysWhatToDo() {
    VlmReply reply =
        read("{\"choices\":[{\"message\":{\"content\":\"A ca\"},\"finish_reason\":\"length\"}]}");

    assertThat(reply)
        .isInstanceOfSatisfying(
            VlmReply.Unfit.class,
            unfit -> {
              assertThat(unfit.code()).isEqualTo(FailureCode.ANSWER_TRUNCATED);
              assertThat(unfit.change()).isEqualTo(VlmReply.Change.RAISE_TOKEN_CAP);
              assertThat(unfit.message())
                  .contains("after 4 characters")
                  .contains("raise max_tokens");
            });
  }

  @Test
  void refusesAFilteredText() {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":\"A\"},\"finish_reason\":\"content_filter\"}]}"))
        .isInstanceOfSatisfying(
            VlmReply.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.CONTENT_FILTERED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "cancelled"})
  void triesAgainWhenTheServerGaveUp(String finish) {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":\"A\"},\"finish_reason\":\""
                    + finish
                    + "\"}]}"))
        .isInstanceOfSatisfying(
            VlmReply.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.MODEL_FAILED));
  }

  @Test
  void judgesAnErrorInsideA200ByTheStatusItCarries() {
    assertThat(read("{\"error\":{\"code\":429,\"message\":\"slow\"}}"))
        .isInstanceOf(VlmReply.Throttled.class);
    assertThat(read("{\"error\":{\"code\":\"boom\",\"message\":\"slow\"}}"))
        .isInstanceOfSatisfying(
            VlmReply.Failed.class,
            failed -> assertThat(failed.message()).endsWith("answered with an error: slow"));
  }

  private static VlmReply read(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Optional<JsonNode> json = json(bytes);
    return ReplyReader.read(
        new HttpAnswer(
            200,
            Optional.empty(),
            Optional.empty(),
            json,
            ErrorText.of(json, bytes, List.of()),
            Optional.empty(),
            Duration.ofMillis(5)));
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainer);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String text(VlmReply reply) {
    return reply instanceof VlmReply.Answered answered ? answered.text() : reply.toString();
  }
}
