package dev.pagestream.vlm.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownClassTest {
  @Test
  void readsWhatAModelNamed() {
    assertThat(KnownClass.read("{\"class\": \"pie_chart\", \"confidence\": 0.75}"))
        .contains(new KnownClass("pie_chart", 0.75));
  }

  @Test
  void readsThroughProseAndFences() {
    assertThat(KnownClass.read("It is:\n```json\n{\"class\":\"logo\"}\n```\nDone."))
        .contains(new KnownClass("logo", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a chart", "{", "}{", "{\"class\": 3}", "{\"kind\": \"logo\"}"})
  void isEmptyWhenNoneWasNamed(String answer) {
    assertThat(KnownClass.read(answer)).isEmpty();
  }
}
