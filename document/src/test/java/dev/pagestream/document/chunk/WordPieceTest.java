package dev.pagestream.document.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTest {
  private static final TokenCount COUNT =
      new WordPiece(List.of("un", "##aff", "##able", "##a", "$", "1", "##2", "naive", "東", "the"));

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "unaffable, 3",
    "Unaffable, 3",
    "unknown, 1",
    "able, 1",
    "NAÏVE, 1",
    "'the.the', 3",
    "$12, 3",
    "12, 2",
    "東京the, 3",
    "'the\tthe\nthe\u00A0the', 4",
    "'th\u0000e', 1"
  })
  void countsAsBertDoes(String text, int tokens) {
    assertThat(COUNT.tokens(text)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"97, 99", "98, 1"})
  void aWordOfMoreThanAHundredLettersIsUnknown(int more, int tokens) {
    assertThat(COUNT.tokens("un" + "a".repeat(more + 1))).isEqualTo(tokens);
  }
}
