package dev.pagestream.document.pictureanswer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureAnswersTest {
  private static final String PIECES = "{}[]\"',:|<>/`~-#\\\n\t abc10_.*";

  @Test
  void readsAStructuredAnswer() {
    assertThat(
            AltText.read(
                """
                Here it is [as asked]:
                ```json
                {"kind": "chart", "decorative": false, "alt": "Sales rise.",
                 "long_description": "Sales rise from 1\nto 4.", "text_in_image": ["Sales", ""],
                 "language": "en",}
                ```
                """))
        .contains(
            new AltText(
                Optional.of("chart"),
                false,
                Optional.of("Sales rise."),
                Optional.of("Sales rise from 1\nto 4."),
                List.of("Sales"),
                Optional.of("en")));
  }

  @Test
  void anObjectThatSaysNothingIsNoAnswer() {
    assertThat(AltText.read("{\"alt\": \" \", \"decorative\": false}")).isEmpty();
    assertThat(AltText.read("A plain sentence.")).isEmpty();
    assertThat(AltText.read("{\"decorative\": true}"))
        .get()
        .extracting(AltText::decorative)
        .isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          {"class": "bar_chart", "confidence": 0.9}    → bar_chart → 0.9
          {"class_name": "Bar Chart", "confidence": 90} → bar_chart → 0.9
          Sure! ```{"label": "pie-chart"}```            → pie_chart → 1.0
          `Logo`.                                       → logo      → 1.0
          {"class": "map", "confidence": "high"}        → map       → 1.0
          """)
  void readsAClass(String answer, String name, double confidence) {
    assertThat(PictureClass.read(answer)).contains(new PictureClass(name, confidence));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"I think that this could be a bar chart, but I am not sure about it.", "{}", "?!"})
  void aSentenceIsNoClass(String answer) {
    assertThat(PictureClass.read(answer)).isEmpty();
  }

  @Test
  void anyTextIsReadInAMoment() {
    Random random = new Random(11);
    for (int round = 0; round < 3000; round++) {
      String text = random(random, random.nextInt(200));
      assertThat(AltText.plain(text)).isNotNull();
      AltText.read(text);
      PictureClass.read(text);
      LooseJson.container(text);
      ChartTable.read(text)
          .ifPresent(table ->
              assertThat(table.data().tableCells())
                  .hasSize(table.data().numRows() * table.data().numCols()));
    }
    for (int at = 0; at < PIECES.length(); at++) {
      String text = PIECES.substring(at, at + 1).repeat(50_000);
      Assertions.assertTimeout(
          Duration.ofSeconds(10),
          () -> {
            AltText.read(text);
            PictureClass.read(text);
            ChartTable.read("a,b\n" + text + "," + text);
          });
    }
  }

  private static String random(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < length; at++) {
      text.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return text.toString();
  }
}
