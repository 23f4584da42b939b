package dev.pagestream.pageworker.evaluation;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.evaluation.PageTruth.CellTruth;
import dev.pagestream.pageworker.evaluation.PageTruth.TableTruth;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.model.Boxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which found tables of a page are which true ones, one to one at an intersection over union of
/// [PictureMatch#FIT], and how alike those are. Immutable.
///
/// @param pairs one for each true table
/// @param unmatched found, and no true ones
record TableMatch(List<Pair> pairs, List<TableTruth> unmatched) {
  /// Share of a found table that lies where people would not agree.
  private static final double AMBIGUOUS = 0.7;

  TableMatch {
    pairs = List.copyOf(pairs);
    unmatched = List.copyOf(unmatched);
  }

  /// @param found empty when it is missed
  record Pair(TableTruth truth, Optional<TableTruth> found, TableSimilarity similarity) {
    boolean captionRight() {
      String caption = found.flatMap(TableTruth::caption).orElse("");
      return truth.caption().filter(words -> Evaluation.isCaption(words, caption)).isPresent();
    }
  }

  static TableMatch of(ArrangedPage page, PageTruth truth) {
    List<TableTruth> found = found(page, truth);
    PictureMatch match =
        PictureMatch.of(
            truth.tables().stream().map(TableTruth::box).toList(),
            found.stream().map(TableTruth::box).toList());
    List<Pair> pairs = new ArrayList<>();
    List<TableTruth> unmatched = new ArrayList<>(found);
    for (int i = 0; i < truth.tables().size(); i++) {
      TableTruth table = truth.tables().get(i);
      int partner = match.partners().get(i);
      if (partner < 0) {
        pairs.add(new Pair(table, Optional.empty(), TableSimilarity.NONE));
      } else {
        TableTruth other = found.get(partner);
        pairs.add(new Pair(table, Optional.of(other), TableSimilarity.of(table, other)));
        unmatched.remove(other);
      }
    }
    return new TableMatch(pairs, unmatched);
  }

  TableScores scores() {
    int matched = (int) pairs.stream().filter(pair -> pair.found().isPresent()).count();
    return new TableScores(
        pairs.size(),
        matched + unmatched.size(),
        matched,
        pairs.stream().mapToDouble(pair -> pair.similarity().withTexts()).sum(),
        pairs.stream().mapToDouble(pair -> pair.similarity().structure()).sum(),
        (int) pairs.stream().filter(pair -> pair.truth().caption().isPresent()).count(),
        (int) pairs.stream().filter(Pair::captionRight).count());
  }

  private static List<TableTruth> found(ArrangedPage page, PageTruth truth) {
    return page.items().stream()
        .filter(ArrangedPage.Table.class::isInstance)
        .map(item -> ((ArrangedPage.Table) item).block())
        .filter(table ->
            truth.ambiguous().stream()
                .noneMatch(box -> Boxes.inside(table.box(), box) >= AMBIGUOUS))
        .map(table -> asTruth(page, table))
        .toList();
  }

  private static TableTruth asTruth(ArrangedPage page, PageBlock.Table table) {
    return new TableTruth(
        table.box(),
        table.caption().map(caption -> text(page.items().get(caption))),
        table.rows(),
        table.columns(),
        table.cells().stream()
            .map(cell ->
                new CellTruth(
                    cell.row(),
                    cell.column(),
                    cell.rowSpan(),
                    cell.columnSpan(),
                    cell.text(),
                    cell.columnHeader()))
            .toList());
  }

  private static String text(ArrangedPage.Item item) {
    return item instanceof ArrangedPage.Text text ? text.block().text() : "";
  }
}
