package dev.pagestream.pageworker.text;

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
        "图 2 流域地形",
        "图1：水位",
        "الشكل 1: منظر الوادي",
        "איור 1: החוף",
        "Figura 3. Mapa",
        "Rys. 2. Wykres",
        "Kuva 4",
        "FIG. 1. Stream function",
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
        "Figure 3 shows that",
        "Fig. 2 illustrates",
        "Рисунок 1 показывает",
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
