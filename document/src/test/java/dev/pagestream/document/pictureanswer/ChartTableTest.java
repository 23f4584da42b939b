package dev.pagestream.document.pictureanswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartTableTest {
  @Test
  void readsSeparatedValuesInAndOutOfAFence() {
    String csv = "Quarter,Revenue\nQ1,10\nQ2,20";

    assertThat(rows(csv))
        .isEqualTo(rows("Here is the data:\n\n```csv\n" + csv + "\n```\nIt rises."))
        .containsExactly(List.of("Quarter", "Revenue"), List.of("Q1", "10"), List.of("Q2", "20"));
  }

  @Test
  void readsQuotesAlsoThoseThatAreNeverClosed() {
    assertThat(rows("Name,Value\n\"A, \"\"quoted\"\" one\",1\n\"two\nlines\",2\nopen \"q,3"))
        .contains(
            List.of("A, \"quoted\" one", "1"), List.of("two lines", "2"), List.of("open \"q", "3"));
    assertThat(rows("Name,Value\n\"never closed,1")).hasSize(2);
  }

  @Test
  void fillsRaggedRows() {
    assertThat(rows("a,b,c\n1,2\n1,2,3"))
        .containsExactly(List.of("a", "b", "c"), List.of("1", "2", ""), List.of("1", "2", "3"));
  }

  @Test
  void readsEveryWayATableIsWritten() {
    List<List<String>> expected = List.of(List.of("Year", "A"), List.of("2020", "5"));

    assertThat(rows("| Year | A |\n|:-----|---:|\n| 2020 | 5 |")).isEqualTo(expected);
    assertThat(rows("Year\tA\n2020\t5")).isEqualTo(expected);
    assertThat(rows("Year;A\n2020;5")).isEqualTo(expected);
    assertThat(rows("Year | A\n2020 | 5")).isEqualTo(expected);
    assertThat(rows("<otsl><ched>Year<ched>A<nl><fcel>2020<fcel>5<nl></otsl>")).isEqualTo(expected);
    assertThat(rows("<table><tr><th>Year<th>A</tr><tr><td>2020</td><td>5</td></tr></table>"))
        .isEqualTo(expected);
  }

  @Test
  void theLineAboveIsTheTitle() {
    assertThat(ChartTable.read("## Sales by year:\n| Year | A |\n|---|---|\n| 2020 | 5 |"))
        .get()
        .extracting(ChartTable::title)
        .isEqualTo(Optional.of("Sales by year"));
    assertThat(ChartTable.read("Sales\nYear,A\n2020,5").orElseThrow().title()).contains("Sales");
    assertThat(ChartTable.read("Year,A\n2020,5").orElseThrow().title()).isEmpty();
  }

  @Test
  void knowsHeadersByTheirBeingNoNumbers() {
    assertThat(ChartTable.read("Country,Share\nFrance,45 %").orElseThrow().data().tableCells())
        .extracting(TableCell::columnHeader, TableCell::rowHeader)
        .containsExactly(
            tuple(true, false), tuple(true, false), tuple(false, true), tuple(false, false));
    assertThat(ChartTable.read("2019,2020\n5,6").orElseThrow().data().tableCells())
        .noneMatch(TableCell::columnHeader);
  }

  @Test
  void whatHasNoColumnsIsNoTable() {
    assertThat(ChartTable.read("I cannot see a chart.")).isEmpty();
    assertThat(ChartTable.read("```\n```")).isEmpty();
    assertThat(ChartTable.read("one\ntwo\nthree")).isEmpty();
  }

  @Test
  void anAnswerThatRunsAwayIsCut() {
    CellTable data =
        ChartTable.read("a,b\n" + "1,2\n".repeat(5000) + "1,".repeat(300)).orElseThrow().data();

    assertThat(data.numRows()).isEqualTo(1000);
    assertThat(ChartTable.read("1,".repeat(300)).orElseThrow().data().numCols()).isEqualTo(100);
  }

  private static List<List<String>> rows(String answer) {
    return ChartTable.read(answer).orElseThrow().data().grid().stream()
        .map(row -> row.stream().map(TableCell::text).toList())
        .toList();
  }
}
