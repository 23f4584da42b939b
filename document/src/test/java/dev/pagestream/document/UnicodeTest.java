package dev.pagestream.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnicodeTest {
  @Test
  void leavesWholePairsAlone() {
    assertThat(Unicode.wellFormed("a📈b\u0000é")).isEqualTo("a📈b\u0000é");
  }

  @Test
  void replacesEachLoneHalf() {
    assertThat(Unicode.wellFormed("\uDCC8\uD83Dx\uD83D\uD83D\uDCC8"))
        .isEqualTo("\uFFFD\uFFFDx\uFFFD📈");
  }
}
