package dev.pagestream.pageworker.evaluation;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock.ClassScore;
import dev.pagestream.pageworker.evaluation.PageTruth.CellTruth;
import dev.pagestream.pageworker.evaluation.PageTruth.PictureTruth;
import dev.pagestream.pageworker.evaluation.PageTruth.TableTruth;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong on a page, in words.
final class Differences {
  /// Tables at least so alike are as good as right.
  private static final double ALIKE = 0.9;

  private static final int MOST_CELLS = 4;
  private static final Comparator<List<Integer>> BY_PLACE =
      Comparator.<List<Integer>>comparingInt(List::getFirst).thenComparingInt(List::getLast);

  private Differences() {}

  static List<String> of(
      ArrangedPage page, PageTruth truth, Map<Integer, List<ClassScore>> classes) {
    List<String> lines = new ArrayList<>();
    List<ArrangedPage.Picture> found = Evaluation.pictures(page, truth);
    PictureMatch match =
        PictureMatch.of(
            truth.pictures().stream().map(PictureTruth::box).toList(),
            found.stream().map(ArrangedPage.Picture::box).toList());
    for (int i = 0; i < truth.pictures().size(); i++) {
      PictureTruth picture = truth.pictures().get(i);
      int partner = match.partners().get(i);
      if (partner < 0) {
        lines.add("missed picture " + box(picture.box()));
      } else {
        String caption = page.captionOf(found.get(partner)).orElse("");
        picture
            .caption()
            .filter(words -> !Evaluation.isCaption(words, caption))
            .ifPresent(words -> lines.add("caption is '%s', found '%s'".formatted(words, caption)));
        Optional<String> label = Evaluation.label(found.get(partner), classes);
        picture
            .label()
            .filter(name -> !label.equals(Optional.of(name)))
            .ifPresent(name ->
                lines.add(
                    "class is %s, found %s: %s"
                        .formatted(name, label.orElse("none"), box(picture.box()))));
      }
    }
    for (int i = 0; i < found.size(); i++) {
      if (!match.partners().contains(i)) {
        lines.add("no such picture " + box(found.get(i).box()));
      }
    }
    List<String> headings = Evaluation.headings(page);
    truth.headings().stream()
        .filter(
            heading -> headings.stream().noneMatch(other -> Evaluation.isHeading(heading, other)))
        .forEach(heading -> lines.add("missed heading '" + heading + "'"));
    headings.stream()
        .filter(other ->
            truth.headings().stream().noneMatch(heading -> Evaluation.isHeading(heading, other)))
        .forEach(heading -> lines.add("no such heading '" + heading + "'"));
    TableMatch tables = TableMatch.of(page, truth);
    tables.pairs().forEach(pair -> lines.addAll(ofTable(pair)));
    tables.unmatched().forEach(table -> lines.add("no such table " + of(table)));
    return lines;
  }

  private static List<String> ofTable(TableMatch.Pair pair) {
    TableTruth truth = pair.truth();
    if (pair.found().isEmpty()) {
      return List.of("missed table " + of(truth));
    }
    TableTruth found = pair.found().get();
    List<String> lines = new ArrayList<>();
    if (pair.similarity().withTexts() < ALIKE) {
      lines.add(
          String.format(
              Locale.ROOT,
              "table %s: TEDS %.3f, found %d x %d; %s",
              of(truth),
              pair.similarity().withTexts(),
              found.rows(),
              found.columns(),
              cells(truth, found)));
    }
    truth
        .caption()
        .filter(_ -> !pair.captionRight())
        .ifPresent(words ->
            lines.add(
                "caption of the table is '%s', found '%s'"
                    .formatted(words, found.caption().orElse(""))));
    return lines;
  }

  /// The first cells that differ.
  private static String cells(TableTruth truth, TableTruth found) {
    Map<List<Integer>, CellTruth> left = places(truth);
    Map<List<Integer>, CellTruth> right = places(found);
    Set<List<Integer>> all = new TreeSet<>(BY_PLACE);
    all.addAll(left.keySet());
    all.addAll(right.keySet());
    return all.stream()
        .map(place -> difference(place, left.get(place), right.get(place)))
        .flatMap(Optional::stream)
        .limit(MOST_CELLS)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> difference(
      List<Integer> place, @Nullable CellTruth truth, @Nullable CellTruth found) {
    String is = cell(truth);
    String was = cell(found);
    return is.equals(was)
        ? Optional.empty()
        : Optional.of("r%dc%d %s not %s".formatted(place.get(0), place.get(1), was, is));
  }

  private static String cell(@Nullable CellTruth cell) {
    if (cell == null) {
      return "''";
    }
    String spans =
        cell.rowSpan() == 1 && cell.columnSpan() == 1
            ? ""
            : " " + cell.rowSpan() + "x" + cell.columnSpan();
    return "'" + TableSimilarity.plain(cell.text()) + "'" + spans + (cell.header() ? " head" : "");
  }

  /// Empty cells of one place are as good as none.
  private static Map<List<Integer>, CellTruth> places(TableTruth table) {
    return table.cells().stream()
        .filter(cell -> !cell.text().isBlank() || cell.rowSpan() > 1 || cell.columnSpan() > 1)
        .collect(
            Collectors.toMap(
                cell -> List.of(cell.row(), cell.column()), cell -> cell, (first, _) -> first));
  }

  private static String of(TableTruth table) {
    return box(table.box()) + " of " + table.rows() + " x " + table.columns();
  }

  private static String box(Box box) {
    return String.format(
        Locale.ROOT, "%.0f,%.0f to %.0f,%.0f", box.left(), box.top(), box.right(), box.bottom());
  }
}
