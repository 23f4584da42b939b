package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.evaluation.PageTruth.CellTruth;
import dev.pagestream.pageworker.evaluation.PageTruth.TableTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The grid has a head of one row and two further rows of three cells: with head, body and three
/// rows fourteen nodes count.
class TableSimilarityTest {
  private static final Offset<Double> EXACTLY = within(1e-12);
  private static final String GRID = "Town|1990|2000 / Linz|210|304 / Graz|187|295";

  @Test
  void identicalTablesAreAlike() {
    assertThat(TableSimilarity.of(table(GRID), table(GRID))).isEqualTo(new TableSimilarity(1, 1));
  }

  @Test
  void wrongTextCostsItsShareOfTheCell() {
    TableTruth wrong = table("Town|1990|2000 / Linz|210|304 / Graz|187|205");
    TableTruth other = table("Town|1990|2000 / Linz|210|304 / Graz|187|x");

    assertThat(of(wrong)).isEqualTo(1 - 1.0 / 3 / 14, EXACTLY);
    assertThat(of(other)).isEqualTo(1 - 1.0 / 14, EXACTLY);
    assertThat(structureOf(other)).isEqualTo(1);
  }

  @Test
  void spacesDoNotCountButCaseAndSignsDo() {
    assertThat(of(table("Town|1990|2000 / Linz| 210|304 / Graz |187|295"))).isEqualTo(1);
    assertThat(of(table("TOWN|1990|2000 / Linz|210|304 / Graz|187|295"))).isLessThan(1);
    assertThat(of(table("Town|1990|2000 / Linz|210|304 / Graz|187|-295"))).isLessThan(1);
  }

  @Test
  void missingRowCostsItselfAndItsCells() {
    TableTruth shorter = table("Town|1990|2000 / Linz|210|304");

    assertThat(of(shorter)).isEqualTo(1 - 4.0 / 14, EXACTLY);
    assertThat(structureOf(shorter)).isEqualTo(1 - 4.0 / 14, EXACTLY);
  }

  @Test
  void missingRowInTheMiddleDoesNotSpoilTheOthers() {
    assertThat(of(table("Town|1990|2000 / Graz|187|295"))).isEqualTo(1 - 4.0 / 14, EXACTLY);
  }

  @Test
  void splitColumnCostsACellPerRow() {
    TableTruth split = table("Town|19|90|2000 / Linz|2|10|304 / Graz|1|87|295");

    assertThat(structureOf(split)).isEqualTo(1 - 3.0 / 17, EXACTLY);
    double texts = 2.0 / 4 + 1.0 / 3 + 1.0 / 3;
    assertThat(of(split)).isEqualTo(1 - (3 + texts) / 17, EXACTLY);
  }

  @Test
  void joinedRowsCostTheRowsButNotTheirCells() {
    TableTruth truth = table(0, "a|b / c|d");
    TableTruth joined = table(0, "a|b|c|d");

    assertThat(TableSimilarity.of(truth, joined).withTexts()).isEqualTo(1 - 3.0 / 7, EXACTLY);
  }

  @Test
  void wrongSpanCostsTheCell() {
    List<CellTruth> cells =
        List.of(
            new CellTruth(0, 0, 1, 2, "both", true),
            new CellTruth(1, 0, 1, 1, "one", false),
            new CellTruth(1, 1, 1, 1, "two", false));
    TableTruth truth = new TableTruth(Box.NOWHERE, Optional.empty(), 2, 2, cells);
    TableTruth unspanned = table("both| / one|two");

    TableSimilarity similarity = TableSimilarity.of(truth, unspanned);

    assertThat(similarity.structure()).isEqualTo(1 - 2.0 / 8, EXACTLY);
    assertThat(similarity.withTexts()).isEqualTo(1 - 2.0 / 8, EXACTLY);
  }

  @Test
  void headTakenForBodyCostsThePartsButNotTheirRows() {
    TableTruth headless = table(0, GRID);

    assertThat(structureOf(headless)).isEqualTo(1 - 3.0 / 14, EXACTLY);
  }

  @Test
  void emptyCellsMayBeLeftOut() {
    TableTruth truth = table("Town||2000 / Linz|210|");
    TableTruth sparse =
        new TableTruth(
            Box.NOWHERE,
            Optional.empty(),
            2,
            3,
            truth.cells().stream().filter(cell -> !cell.text().isEmpty()).toList());

    assertThat(TableSimilarity.of(truth, sparse)).isEqualTo(new TableSimilarity(1, 1));
  }

  @Test
  void brokenTablesAreComparedAllTheSame() {
    TableTruth outside =
        new TableTruth(
            Box.NOWHERE,
            Optional.empty(),
            1,
            1,
            List.of(
                new CellTruth(7, 7, 1, 1, "far", false), new CellTruth(0, 0, 9, 9, "big", false)));

    assertThat(of(outside)).isLessThan(0.2);
  }

  @Test
  void ofVeryLongTablesTheFirstRowsCount() {
    List<CellTruth> cells = new ArrayList<>();
    for (int row = 0; row < 2 * TableSimilarity.MOST_PLACES; row++) {
      cells.add(new CellTruth(row, 0, 1, 1, "r" + row, false));
    }
    TableTruth all = new TableTruth(Box.NOWHERE, Optional.empty(), cells.size(), 1, cells);
    List<CellTruth> firstOnes = cells.subList(0, TableSimilarity.MOST_PLACES);
    TableTruth first =
        new TableTruth(Box.NOWHERE, Optional.empty(), firstOnes.size(), 1, firstOnes);

    assertThat(TableSimilarity.of(all, first).withTexts()).isEqualTo(1);
  }

  private static double of(TableTruth found) {
    return TableSimilarity.of(table(GRID), found).withTexts();
  }

  private static double structureOf(TableTruth found) {
    return TableSimilarity.of(table(GRID), found).structure();
  }

  private static TableTruth table(String grid) {
    return table(1, grid);
  }

  /// @param grid cells between bars, rows between slashes
  private static TableTruth table(int headRows, String grid) {
    List<CellTruth> cells = new ArrayList<>();
    List<String> rows = List.of(grid.split("/", -1));
    int columns = 0;
    for (int row = 0; row < rows.size(); row++) {
      List<String> texts = List.of(rows.get(row).split("\\|", -1));
      columns = Math.max(columns, texts.size());
      for (int column = 0; column < texts.size(); column++) {
        cells.add(new CellTruth(row, column, 1, 1, texts.get(column).strip(), row < headRows));
      }
    }
    return new TableTruth(Box.NOWHERE, Optional.empty(), rows.size(), columns, cells);
  }
}
