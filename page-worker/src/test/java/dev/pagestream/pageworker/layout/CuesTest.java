package dev.pagestream.pageworker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CuesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Figure 1: Water level",
        "Fig. 2.3 Gauges",
        "FIGURE IV. Map",
        "Extended Data Fig. 3 | Flow",
        "Abbildung 7 – Pegel",
        "Abb. 1: Pegel",
        "Figure A1: Set-up",
        "Рис. 4. График",
        "図 1 全体",
        "Chart 12",
        "Figs. 3 and 4",
        "Figure B Map"
      })
  void knowsFigureCaptions(String text) {
    assertThat(Cues.figureCaption(text)).isTrue();
    assertThat(Cues.tableCaption(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Figures show that",
        "Map of the river",
        "As Figure 1 shows",
        "Photograph 1",
        "Image quality is",
        "Fig trees grow",
        "Plate tectonics",
        "Figure 1abc"
      })
  void doesNotTakeSentencesForFigureCaptions(String text) {
    assertThat(Cues.figureCaption(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Table 1: Readings", "Tabelle 3", "Tab. IV – Werte", "表 2"})
  void knowsTableCaptions(String text) {
    assertThat(Cues.tableCaption(text)).isTrue();
    assertThat(Cues.figureCaption(text)).isFalse();
  }
}
