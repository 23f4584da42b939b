package dev.pagestream.document.pageanswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageAnswerTablesTest {
  private static final Box PAGE = new Box(0, 0, 500, 1000);

  @Test
  void otslKeepsSpansAndHeaders() {
    assertThat(
            cells(
                "doctags",
                "<otsl><ched>A<lcel><ched>B<nl><srow>S<lcel><lcel><nl>"
                    + "<rhed>x<fcel>1<lcel><nl><ucel><ucel><xcel><nl></otsl>"))
        .containsExactly(
            "0/0 1x2 column A",
            "0/2 1x1 column B",
            "1/0 1x3 section S",
            "2/0 2x1 row x",
            "2/1 2x2 1");
  }

  @Test
  void aCellThatPointsNowhereIsAPlaceWithoutACell() {
    assertThat(cells("doctags", "<otsl><lcel><fcel>a<nl><xcel><ucel><lcel><nl>"))
        .containsExactly("0/1 2x1 a");
  }

  @Test
  void aContinuedCellWithWordsOfItsOwnIsACell() {
    assertThat(cells("doctags", "<otsl><fcel>a<lcel>b<nl></otsl>"))
        .containsExactly("0/0 1x1 a", "0/1 1x1 b");
  }

  @Test
  void emptyCellsAtTheEndOfARowAreCells() {
    assertThat(cells("doctags", "<otsl><fcel>a<fcel><nl><fcel><fcel><nl><fcel>b<fcel></otsl>"))
        .containsExactly("0/0 1x1 a", "0/1 1x1 ", "1/0 1x1 ", "1/1 1x1 ", "2/0 1x1 b", "2/1 1x1 ");
  }

  @Test
  void htmlKeepsSpansAndHeaders() {
    assertThat(
            cells(
                "html",
                """
                <table><thead><tr><td rowspan="2">Name</td><td colspan=2>Years</td></tr>
                <tr><th>2023</th><th>2024</th></tr></thead>
                <tr><th scope="row">a</th><td>1</td><td>2</td></tr>
                <tr><th>b<td colspan="2">3
                <tr><th colspan="3">Part two</th></tr></table>\
                """))
        .containsExactly(
            "0/0 2x1 column Name",
            "0/1 1x2 column Years",
            "1/1 1x1 column 2023",
            "1/2 1x1 column 2024",
            "2/0 1x1 row a",
            "2/1 1x1 1",
            "2/2 1x1 2",
            "3/0 1x1 row b",
            "3/1 1x2 3",
            "4/0 1x3 section Part two");
  }

  @Test
  void absurdAndOverlappingSpansAreCut() {
    assertThat(
            cells(
                "html",
                "<table><tr><td>a</td><td rowspan=\"100000\">b</td></tr>"
                    + "<tr><td colspan=\"3\">c</td></tr>"
                    + "<tr><td colspan=\"999999999\">d</td></tr>"
                    + "<tr><td rowspan=\"0\">e</td></tr></table>"))
        .containsExactly("0/0 1x1 a", "0/1 4x1 b", "1/0 1x1 c", "2/0 1x1 d", "3/0 1x1 e");
  }

  @Test
  void aRowOfNothingButCoveredPlacesIsARow() {
    assertThat(
            cells(
                "html",
                "<table><tr><td rowspan=2>a<td rowspan=2>b</tr><tr></tr><tr><td>c<td>d</table>"))
        .containsExactly("0/0 2x1 a", "0/1 2x1 b", "2/0 1x1 c", "2/1 1x1 d");
  }

  @Test
  void aTableInACellIsTextOfTheCell() {
    assertThat(
            cells(
                "html",
                "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td>"
                    + "<td>d</td></tr></table>"))
        .containsExactly("0/0 1x1 a b c", "0/1 1x1 d");
  }

  @Test
  void whatFollowsATableThatWasNotClosedIsNotInIt() {
    assertThat(read("html", "<table><tr><td>a</td></tr>lost<p>After.</p><table><tr><td>b"))
        .extracting(PageAnswerTablesTest::words)
        .containsExactly("lost", "a", "After.", "b");
  }

  @Test
  void markdownKnowsItsHeaderByTheLineBelow() {
    assertThat(cells("markdown", "| A | **B** |\n|:--|--:|\n| x \\| y | `a` |\n| - | - |\n| 1 |"))
        .containsExactly(
            "0/0 1x1 column A",
            "0/1 1x1 column B",
            "1/0 1x1 x | y",
            "1/1 1x1 a",
            "2/0 1x1 -",
            "2/1 1x1 -",
            "3/0 1x1 1");
    assertThat(cells("markdown", "A | B\n---|---\n1 | 2\n\nText | more"))
        .containsExactly("0/0 1x1 column A", "0/1 1x1 column B", "1/0 1x1 1", "1/1 1x1 2");
    assertThat(cells("markdown", "| A | B |")).containsExactly("0/0 1x1 A", "0/1 1x1 B");
  }

  @Test
  void markdownMayHoldTablesOfHtml() {
    List<PageBlock> blocks =
        read(
            "markdown",
            """
            ## Part

            Sales: <table><caption>Table 1</caption>
            <tr><th>A</th><th colspan="2">B</th></tr>

            <tr><td>1</td><td>2</td><td>3</td></tr>
            </table>
            **After**\
            """);

    assertThat(blocks)
        .extracting(PageAnswerTablesTest::words)
        .containsExactly("Part", "Sales:", "A|B|1|2|3", "Table 1", "After");
    assertThat(((PageBlock.Table) blocks.get(2)).caption()).contains(3);
  }

  @Test
  void captionsBelongToTheirTables() {
    for (String answer :
        List.of(
            "<otsl><loc_1><loc_1><loc_99><loc_99><fcel>a<nl><caption><loc_1>Cap</caption></otsl>",
            "<otsl><caption>Cap</caption><fcel>a<nl></otsl>",
            "<otsl><caption>Cap<fcel>a<nl>",
            "<table><caption>Cap</caption><tr><td>a</td></tr></table>",
            "<figure><table><tr><td>a</td></tr></table><figcaption>Cap</figcaption></figure>",
            "<figure><figcaption>Cap</figcaption><table><tr><td>a</table></figure>")) {
      List<PageBlock> blocks = read(answer.startsWith("<o") ? "doctags" : "html", answer);

      assertThat(blocks)
          .as(answer)
          .hasSize(2)
          .filteredOn(PageBlock.Table.class::isInstance)
          .singleElement()
          .satisfies(table ->
              assertThat(((PageBlock.Table) table).caption().map(blocks::get))
                  .hasValueSatisfying(caption -> {
                    assertThat(words(caption)).isEqualTo("Cap");
                    assertThat(((PageBlock.Text) caption).kind()).isEqualTo(TextKind.CAPTION);
                  }));
    }
  }

  @Test
  void aTableWithMorePlacesThanAPageHasIsText() {
    String answer = "<otsl>" + "<fcel>x<nl>".repeat(200) + "<fcel>y".repeat(200) + "</otsl>";

    assertThat(read("doctags", answer))
        .singleElement()
        .satisfies(block -> assertThat(words(block)).startsWith("x\nx").endsWith("y y"));
  }

  private static List<PageBlock> read(String format, String answer) {
    return PageAnswers.blocks(format, answer, PAGE);
  }

  private static List<String> cells(String format, String answer) {
    return read(format, answer).stream()
        .filter(PageBlock.Table.class::isInstance)
        .flatMap(block -> ((PageBlock.Table) block).cells().stream())
        .map(PageAnswerTablesTest::summary)
        .toList();
  }

  private static String summary(PageBlock.Cell cell) {
    return "%d/%d %dx%d%s%s%s %s"
        .formatted(
            cell.row(),
            cell.column(),
            cell.rowSpan(),
            cell.columnSpan(),
            cell.columnHeader() ? " column" : "",
            cell.rowHeader() ? " row" : "",
            cell.rowSection() ? " section" : "",
            cell.text());
  }

  private static String words(PageBlock block) {
    return switch (block) {
      case PageBlock.Text text -> text.text();
      case PageBlock.Table table ->
          String.join("|", table.cells().stream().map(PageBlock.Cell::text).toList());
      case PageBlock.Picture _ -> "";
    };
  }
}
