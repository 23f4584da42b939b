package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "2,PT2S",
    "1.5,PT1.5S",
    " 3 ,PT3S",
    "'Sat, 21 Nov 2026 10:00:07 GMT',PT7S",
    "'Sat, 21 Nov 2026 09:00:00 GMT',PT0S",
  })
  void readsEveryForm(String header, Duration expected) {
    assertThat(RetryAfter.of(Optional.empty(), Optional.of(header), NOW)).contains(expected);
  }

  @Test
  void prefersMilliseconds() {
    assertThat(RetryAfter.of(Optional.of("250"), Optional.of("9"), NOW))
        .contains(Duration.ofMillis(250));
  }

  @Test
  void fallsBackWhenTheMillisecondsCannotBeRead() {
    assertThat(RetryAfter.of(Optional.of("soon"), Optional.of("9"), NOW))
        .contains(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e9", "99999999999999999999", "Someday, 21 Nov 2026"})
  void ignoresWhatItCannotRead(String header) {
    assertThat(RetryAfter.of(Optional.empty(), Optional.of(header), NOW)).isEmpty();
  }

  @Test
  void isEmptyWithoutHeaders() {
    assertThat(RetryAfter.of(Optional.empty(), Optional.empty(), NOW)).isEmpty();
  }
}
