package dev.pagestream.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void readsBackWhatItWrote() {
    Answer answer = answer("A bar chart; growth of 4 % – \"strong\".\nSecond line 📈");

    assertThat(Answer.fromJson(answer.toJson())).isEqualTo(answer);
  }

  @Test
  void refusesAnEmptyText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> answer(" \n"))
        .withMessageContaining("fp");
  }

  @Test
  void repairsBrokenUnicodeSoThatItCanBeStored() {
    assertThat(answer("half \uD83D pair").text()).isEqualTo("half \uFFFD pair");
  }

  @Test
  void saysWhenBytesAreNotAnAnswer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answer.fromJson("[]".getBytes(UTF_8)))
        .withMessageContaining("not a stored answer");
  }

  @Test
  void readsAnswersOfBeforeThereWasMoreThanOneQuestion() {
    String old =
        """
        {"fingerprint":"fp","text":"A map.","model":"m","url":"http://vlm","finishReason":"stop",
         "promptTokens":5,"completionTokens":null,"latencyMs":3,"attempts":2,
         "answeredAt":"2026-01-02T03:04:05Z"}\
        """;

    Answer answer = Answer.fromJson(old.getBytes(UTF_8));

    assertThat(answer.purpose()).isEmpty();
    assertThat(answer.steps()).isEmpty();
    assertThat(answer.textOf(Purpose.DESCRIBE_PICTURE)).contains("A map.");
    assertThat(answer.parts())
        .containsExactly(
            new StepAnswer(
                Purpose.DESCRIBE_PICTURE,
                "fp",
                "A map.",
                "m",
                Optional.of(5L),
                Optional.empty(),
                3,
                2));
  }

  @Test
  void readsBackTheStepsOfAChain() {
    Answer chain =
        SamplePages.chain(
            "chain",
            SamplePages.step(Purpose.CLASSIFY_PICTURE, "s1", "bar_chart", 0),
            SamplePages.step(Purpose.DESCRIBE_PICTURE, "s2", "A bar chart.", 2));

    Answer read = Answer.fromJson(chain.toJson());

    assertThat(read).isEqualTo(chain);
    assertThat(read.textOf(Purpose.CLASSIFY_PICTURE)).contains("bar_chart");
    assertThat(read.textOf(Purpose.CHART_TABLE)).isEmpty();
  }

  private static Answer answer(String text) {
    return new Answer(
        "fp",
        text,
        "granite",
        "http://vlm/v1/chat/completions",
        Optional.of("stop"),
        Optional.of(812L),
        Optional.empty(),
        250,
        2,
        Instant.parse("2026-01-02T03:04:05.678Z"));
  }
}
