package dev.pagestream.pageworker.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisualLineTest {
  @Test
  void readsHebrewFromTheRight() {
    assertThat(logical("םולש")).isEqualTo("שלום");
  }

  @Test
  void keepsNumbersAndLatinWordsAmongHebrew() {
    assertThat(logical("1998 תנשב")).isEqualTo("בשנת 1998");
    assertThat(logical("PDF ץבוק")).isEqualTo("קובץ PDF");
  }

  @Test
  void keepsHebrewAmongLatinWordsInPlace() {
    assertThat(logical("The word םולש means peace")).isEqualTo("The word שלום means peace");
  }

  @Test
  void turnsBracketsOfTextFromTheRight() {
    assertThat(logical("(ביבא) לת")).isEqualTo("תל (אביב)");
  }

  @Test
  void keepsTheLettersOfALigatureInOrder() {
    assertThat(VisualLine.logical(List.of("م", "لا", "س"))).isEqualTo("سلام");
  }

  private static String logical(String visual) {
    return VisualLine.logical(visual.chars().mapToObj(Character::toString).toList());
  }
}
