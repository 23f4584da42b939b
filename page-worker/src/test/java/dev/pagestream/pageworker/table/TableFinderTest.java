package dev.pagestream.pageworker.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableFinderTest {
  private static final double[] THREE = {100, 220, 340};
  private static final double[] FOUR = {100, 220, 300, 380};

  private static TablePage page() {
    return new TablePage().prose(72, 600, 8);
  }

  @Test
  void rulesOverAndUnderTheRowsAreEnough() {
    TablePage page =
        page()
            .text(100, 88, "Table 1: Sales")
            .across(100, 100, 420)
            .row(112, THREE, "Station", "Depth", "Flow")
            .across(116, 100, 420)
            .row(128, THREE, "Alma", "2.1", "33")
            .row(140, THREE, "Elba", "4.0", "7")
            .across(146, 100, 420);

    assertThat(page.table()).containsExactly("#Station|#Depth|#Flow", "Alma|2.1|33", "Elba|4.0|7");
    assertThat(page.tables().getFirst().caption().orElseThrow().text()).isEqualTo("Table 1: Sales");
  }

  @Test
  void aRuleUnderSomeColumnsSaysWhatTheNameOverItSpans() {
    assertThat(
            page()
                .across(100, 100, 420)
                .text(310, 112, "2020")
                .across(116, 300, 420)
                .row(128, FOUR, "Station", "Depth", "Flow", "Error")
                .across(132, 100, 420)
                .row(144, FOUR, "Alma", "2.1", "33", "0.1")
                .row(156, FOUR, "Elba", "4.0", "7", "0.2")
                .row(168, FOUR, "Dane", "4.1", "9", "0.4")
                .across(174, 100, 420)
                .table())
        .containsExactly(
            "#|#|#2020>2",
            "#Station|#Depth|#Flow|#Error",
            "Alma|2.1|33|0.1",
            "Elba|4.0|7|0.2",
            "Dane|4.1|9|0.4");
  }

  @Test
  void inAGridACellGoesOnWhereNoRuleEndsIt() {
    TablePage page = page().across(100, 90, 430).across(118, 90, 430).across(154, 90, 430);
    page.across(136, 210, 430);
    for (double x : new double[] {90, 210, 330, 430}) {
      page.down(x, 100, 154);
    }
    assertThat(
            page.row(113, THREE, "Kind", "Name", "Days")
                .row(131, THREE, "", "Alma", "3")
                .row(140, THREE, "Town")
                .row(149, THREE, "", "Elba", "5")
                .table())
        .containsExactly("#Kind|#Name|#Days", "Town^2|Alma|3", "Elba|5");
  }

  @Test
  void shadedRowsHoldTheOthersTogether() {
    TablePage page = page();
    for (int row = 0; row < 6; row += 2) {
      page.shade(90, 100 + 16 * row, 430, 116 + 16 * row);
    }
    for (int row = 0; row < 6; row++) {
      page.row(112 + 16 * row, THREE, "Site " + row, "1" + row, "2" + row);
    }
    assertThat(page.table())
        .hasSize(6)
        .startsWith("Site 0|10|20", "Site 1|11|21")
        .endsWith("Site 5|15|25");
  }

  @Test
  void numbersBelowOneAnotherNeedNoRules() {
    TablePage page = page();
    page.row(100, THREE, "Town", "2019", "2020");
    for (int row = 0; row < 4; row++) {
      page.row(114 + 14 * row, THREE, "Place " + row, "4" + row + ".5", "7" + row + ".1");
    }
    assertThat(page.table()).hasSize(5).startsWith("#Town|#2019|#2020", "Place 0|40.5|70.1");
  }

  @Test
  void aCellMayHaveSeveralLines() {
    assertThat(
            page()
                .across(100, 100, 420)
                .row(112, THREE, "Light", "State", "Meaning")
                .across(118, 100, 420)
                .row(132, THREE, "Green", "on", "The link is up and")
                .row(143, THREE, "", "", "works as it should")
                .row(160, THREE, "Red", "off", "No link")
                .across(168, 100, 420)
                .table())
        .containsExactly(
            "#Light|#State|#Meaning",
            "Green|on|The link is up and works as it should",
            "Red|off|No link");
  }

  @Test
  void theSignOfACurrencyBelongsToItsNumber() {
    TablePage page = page();
    double[] columns = {100, 220, 240, 320, 340};
    for (int row = 0; row < 4; row++) {
      page.row(100 + 14 * row, columns, "Item " + row, "$", "1" + row + ".50", "$", "20.7" + row);
    }
    assertThat(page.table()).hasSize(4).startsWith("Item 0|$ 10.50|$ 20.70");
  }

  @Test
  void numbersMayStandAsCloseAsWords() {
    TablePage page = page().across(92, 100, 220);
    double[] columns = {100, 150, 173, 196};
    for (int row = 0; row < 6; row++) {
      page.row(
          104 + 12 * row, columns, "Alma", "1." + row + "1", "2." + row + "2", "3." + row + "3");
    }
    assertThat(page.across(170, 100, 220).table()).hasSize(6).startsWith("Alma|1.01|2.02|3.03");
  }

  @Test
  void columnsOfRunningTextBetweenRulesAreNone() {
    TablePage page = new TablePage().across(90, 60, 540).across(330, 60, 540);
    for (int line = 0; line < 18; line++) {
      page.text(60, 104 + 12 * line, "the river rose again in the night when");
      page.text(310, 104 + 12 * line, "nobody had read the gauge for a week or");
    }
    assertThat(page.tables()).isEmpty();
  }

  @Test
  void numberedLinesOfAListingAreNone() {
    TablePage page = page().across(100, 90, 430);
    for (int line = 0; line < 6; line++) {
      page.text(95, 114 + 12 * line, (line + 1) + ":");
      page.text(120, 114 + 12 * line, "set the gate to " + line);
    }
    assertThat(page.across(180, 90, 430).tables()).isEmpty();
  }

  @Test
  void contentsLedByDotsAreNone() {
    TablePage page = page();
    for (int line = 0; line < 6; line++) {
      page.text(100, 114 + 14 * line, "Chapter " + line + " . . . . . . . . . . . . . . .");
      page.text(400, 114 + 14 * line, "1" + line);
    }
    assertThat(page.tables()).isEmpty();
  }
}
