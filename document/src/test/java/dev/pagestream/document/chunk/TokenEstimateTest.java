package dev.pagestream.document.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenEstimateTest {
  private static final TokenCount ESTIMATE = new TokenEstimate();

  /// The beginning of the Universal Declaration of Human Rights, with the number of tokens that the
  /// vocabulary of `bert-base-uncased` makes of it.
  static List<String> languages() throws IOException {
    try (InputStream in = TokenEstimateTest.class.getResourceAsStream("/chunks/languages.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void neverCountsFewerThanThereAreAndNotManyMore(String line) {
    String[] fields = line.split("\t", -1);
    int tokens = Integer.parseInt(fields[1]);
    double most = fields[0].equals("eng") ? 2.1 : 1.45;

    assertThat(ESTIMATE.tokens(fields[2])).isBetween(tokens, (int) (tokens * most));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "' \n', 0",
    "the, 1",
    "word, 2",
    "Straße, 4",
    "naïve, 3",
    "naïve, 3",
    "'a, b.', 4",
    "1234567, 7",
    "東京です, 4",
    "한국, 6",
    "привет, 6",
    "📈📈, 2"
  })
  void countsWordsByTheirLettersAndTheRestByCharacter(String text, int tokens) {
    assertThat(ESTIMATE.tokens(text)).isEqualTo(tokens);
  }

  @Test
  void countsWhatIsNoWordLetterByLetter() {
    assertThat(ESTIMATE.tokens("x".repeat(TokenEstimate.MAX_WORD))).isEqualTo(14);
    assertThat(ESTIMATE.tokens("x".repeat(1_000_000))).isEqualTo(1_000_000);
  }

  @Test
  void marksWithoutEndCount() {
    assertThat(ESTIMATE.tokens("e" + "\u0301".repeat(1_000))).isEqualTo(1_000);
    assertThat(ESTIMATE.tokens("\u0000".repeat(1_000))).isEqualTo(1_000);
  }
}
