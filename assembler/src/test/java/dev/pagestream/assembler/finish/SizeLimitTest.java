package dev.pagestream.assembler.finish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeLimitTest {
  private final SizeLimit limit = new SizeLimit();

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef, false",
    "abcdefg, 6, abcdef, true",
    "éééé, 7, ééé, true",
    "📈📈, 8, 📈📈, false",
    "📈📈, 7, 📈, true",
    "📈, 3, '', true"
  })
  void aTextIsCutBetweenCharacters(String text, int maxBytes, String cut, boolean exceeded) {
    assertThat(limit.text(text, maxBytes)).isEqualTo(cut);
    assertThat(limit.exceeded()).isEqualTo(exceeded);
  }

  @Test
  void aListIsCutBetweenItsTexts() {
    assertThat(limit.texts(List.of("ab", "é"), 4)).containsExactly("ab", "é");
    assertThat(limit.first(List.of(1, 2), 2)).containsExactly(1, 2);
    assertThat(limit.exceeded()).isFalse();

    assertThat(limit.texts(List.of("ab", "éx", "c"), 4)).containsExactly("ab");
    assertThat(limit.exceeded()).isTrue();
  }

  @Test
  void ofTooManyThingsTheFirstAreKept() {
    assertThat(limit.first(List.of(1, 2, 3), 2)).containsExactly(1, 2);
    assertThat(limit.exceeded()).isTrue();
  }
}
