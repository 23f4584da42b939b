package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageBlock.Cell;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.evaluation.PageTruth.CellTruth;
import dev.pagestream.pageworker.evaluation.PageTruth.TableTruth;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableMatchTest {
  private static final Box HERE = new Box(0, 0, 200, 100);
  private static final Box THERE = new Box(0, 300, 200, 400);
  private static final String CAPTION = "Table 1: Towns";

  @Test
  void foundTableCountsWithItsSimilarityAndItsCaption() {
    TableScores scores =
        TableMatch.of(page(found(HERE, "210")), truth(List.of(HERE), List.of())).scores();

    assertThat(scores).isEqualTo(new TableScores(1, 1, 1, 1, 1, 1, 1));
  }

  @Test
  void missedTableCountsAsNothingAlike() {
    PageTruth truth = truth(List.of(HERE, THERE), List.of());

    TableMatch match = TableMatch.of(page(found(HERE, "210")), truth);

    assertThat(match.scores()).isEqualTo(new TableScores(2, 1, 1, 1, 1, 2, 1));
    assertThat(match.scores().recall()).isEqualTo(0.5);
    assertThat(match.scores().meanSimilarity()).isEqualTo(0.5);
  }

  @Test
  void tableThatIsNoneCostsPrecision() {
    TableMatch match = TableMatch.of(page(found(THERE, "210")), truth(List.of(), List.of()));

    assertThat(match.scores().precision()).isZero();
    assertThat(match.unmatched()).hasSize(1);
  }

  @Test
  void tableInAnAmbiguousPlaceDoesNotCount() {
    TableMatch match =
        TableMatch.of(
            page(found(new Box(10, 310, 60, 390), "210")), truth(List.of(), List.of(THERE)));

    assertThat(match.scores()).isEqualTo(TableScores.NONE);
  }

  @Test
  void differencesTellMissedFalseAndWrongTables() {
    List<String> lines =
        Differences.of(
            page(found(HERE, "999"), found(new Box(300, 0, 400, 50), "210")),
            truth(List.of(HERE, THERE), List.of()),
            Map.of());

    assertThat(lines)
        .containsExactly(
            "table 0,0 to 200,100 of 1 x 2: TEDS 0.750, found 1 x 2; r0c1 '999' not '210'",
            "missed table 0,300 to 200,400 of 1 x 2",
            "no such table 300,0 to 400,50 of 1 x 2");
  }

  private static PageTruth truth(List<Box> tables, List<Box> ambiguous) {
    List<CellTruth> cells =
        List.of(new CellTruth(0, 0, 1, 1, "Linz", false), new CellTruth(0, 1, 1, 1, "210", false));
    return new PageTruth(
        1,
        List.of(),
        tables.stream().map(box -> new TableTruth(box, Optional.of(CAPTION), 1, 2, cells)).toList(),
        List.of(),
        Optional.empty(),
        ambiguous);
  }

  private static PageBlock.Table found(Box box, String value) {
    List<Cell> cells = new ArrayList<>();
    for (String text : List.of("Linz", value)) {
      cells.add(new Cell(0, cells.size(), 1, 1, text, false, false, Optional.empty()));
    }
    return new PageBlock.Table(box, Optional.of(0), 1, 2, cells);
  }

  private static ArrangedPage page(PageBlock.Table... tables) {
    List<ArrangedPage.Item> items = new ArrayList<>();
    items.add(new ArrangedPage.Text(new PageBlock.Text(TextKind.CAPTION, CAPTION, HERE, 0, 9, "")));
    for (PageBlock.Table table : tables) {
      items.add(new ArrangedPage.Table(table));
    }
    return new ArrangedPage(1, 600, 800, items);
  }
}
