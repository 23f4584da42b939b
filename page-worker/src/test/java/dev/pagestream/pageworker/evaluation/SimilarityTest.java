package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {
  @Test
  void caseSpacesAndPunctuationDoNotCount() {
    assertThat(Similarity.of("Figure 1: The mill.", "FIGURE 1 - the  mill")).isEqualTo(1);
  }

  @Test
  void twiceTheSharedLettersOverAllOfThem() {
    assertThat(Similarity.of("abcd", "abxd")).isEqualTo(0.75);
    assertThat(Similarity.of("abc", "a")).isEqualTo(0.5);
    assertThat(Similarity.of("ab", "ba")).isEqualTo(0.5);
  }

  @Test
  void nothingIsLikeNothing() {
    assertThat(Similarity.of("", "")).isEqualTo(1);
    assertThat(Similarity.of("...", " ")).isEqualTo(1);
    assertThat(Similarity.of("abc", "")).isZero();
    assertThat(Similarity.of("abc", "xyz")).isZero();
  }

  @Test
  void lettersOfAllScriptsCount() {
    assertThat(Similarity.of("Рис. 3", "рис 3")).isEqualTo(1);
    assertThat(Similarity.of("איור", "רויא")).isLessThan(0.6);
    assertThat(Similarity.of("Größe", "große")).isEqualTo(0.8);
  }

  @Test
  void sameBothWays() {
    String a = "the gauge shows a flood";
    String b = "a gauge has shown the floods";

    assertThat(Similarity.of(a, b)).isEqualTo(Similarity.of(b, a));
  }

  /// Words of the arithmetic hold 64 letters: lengths around its multiples.
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 300})
  void agreesWithTheTable(int length) {
    Random random = new Random(length);
    String a = letters(random, length);
    String b = letters(random, length + 7);

    double expected = 2.0 * table(a, b) / (a.length() + b.length());

    assertThat(Similarity.of(a, b)).isCloseTo(expected, within(1e-12));
  }

  private static String letters(Random random, int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(4)));
    }
    return letters.toString();
  }

  private static int table(String a, String b) {
    int[][] longest = new int[a.length() + 1][b.length() + 1];
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        longest[i][j] =
            a.charAt(i - 1) == b.charAt(j - 1)
                ? longest[i - 1][j - 1] + 1
                : Math.max(longest[i - 1][j], longest[i][j - 1]);
      }
    }
    return longest[a.length()][b.length()];
  }
}
