package dev.pagestream.vlm.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppersTest {
  @Test
  void aStopStringEndsTheAnswerBeforeIt() {
    GenerationStopper stopper = only("text:END");

    assertThat(stopper.shouldStop("A cat. EN", 9)).isFalse();
    assertThat(stopper.shouldStop("A cat. END of", 13)).isTrue();
    assertThat(stopper.complete()).isTrue();
    assertThat(stopper.answer("A cat. END of END")).isEqualTo("A cat. ");
  }

  @Test
  void aClosingTagBelongsToTheAnswer() {
    GenerationStopper stopper = only("tag:</doctag>");

    assertThat(stopper.answer("<doctag>x</doctag> and on")).isEqualTo("<doctag>x</doctag>");
  }

  @Test
  void aTextThatIsTooLongIsNoAnswer() {
    GenerationStopper stopper = only("length:10");

    assertThat(stopper.shouldStop("x", 10)).isFalse();
    assertThat(stopper.shouldStop("x", 11)).isTrue();
    assertThat(stopper.complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "item ",
        "The chart shows a rise. ",
        "<text><loc_1><loc_2>Again and again</text>\n",
        "a",
        "| a | b |\n"
      })
  void aLoopIsNoAnswer(String piece) {
    String loop = "A page about rivers.\n" + piece.repeat(1500);

    assertThat(stopsWhileGrowing(loop)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Introduction ................................................................................................................................................................................................................ 3",
        "|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|",
        "________________________________________________________________________________________________________________________________________________________________________________________________"
      })
  void leadersAndRulesAreNoLoops(String line) {
    assertThat(stopsWhileGrowing(line)).isFalse();
  }

  @Test
  void tablesAndListsAreNoLoops() {
    String table =
        IntStream.range(0, 200)
            .mapToObj(i -> "| station " + i + " | 0 | 0 | 0 | " + i * 7 % 13 + " |")
            .collect(Collectors.joining("\n"));
    String list =
        IntStream.range(0, 200).mapToObj(i -> i + ". open").collect(Collectors.joining("\n"));

    String emptyCells = ("<ecel>".repeat(3) + "<nl>").repeat(40);
    String emptyRow = "<tr>" + "<td></td>".repeat(60) + "</tr>";
    String equalRows = "| Yes | Yes | n/a |\n".repeat(14);

    assertThat(stopsWhileGrowing(table)).isFalse();
    assertThat(stopsWhileGrowing(list)).isFalse();
    assertThat(stopsWhileGrowing(emptyCells)).isFalse();
    assertThat(stopsWhileGrowing(emptyRow)).isFalse();
    assertThat(stopsWhileGrowing(equalRows)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text:", "tag:", "length:0", "length:x", "repeat", "TEXT:a"})
  void namesAStopperItDoesNotKnow(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stoppers.parse(List.of(text)))
        .withMessageContaining("'" + text + "'");
  }

  private static boolean stopsWhileGrowing(String text) {
    GenerationStopper stopper = only("repetition");
    return IntStream.rangeClosed(1, text.length())
        .anyMatch(end ->
            stopper.shouldStop(
                text.substring(Math.max(0, end - 1 - stopper.lookback()), end), end));
  }

  private static GenerationStopper only(String text) {
    return Stoppers.parse(List.of(text)).getFirst();
  }
}
