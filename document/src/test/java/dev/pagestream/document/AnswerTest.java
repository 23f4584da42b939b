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
