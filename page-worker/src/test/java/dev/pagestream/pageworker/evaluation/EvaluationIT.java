package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.pageworker.evaluation.PageTruth.TableTruth;
import dev.pagestream.pageworker.evaluation.fixture.FixtureBook;
import dev.pagestream.pageworker.evaluation.fixture.FixtureBook.Fixture;
import dev.pagestream.pageworker.source.PageFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Analysis against documents whose pictures and tables are known to the point.
class EvaluationIT {
  private static final double LEAST_PRECISION = 0.95;
  private static final double LEAST_RECALL = 0.95;
  private static final double LEAST_CAPTION_ACCURACY = 0.98;

  /// Of pictures whose class all would agree on; larger sets are in
  /// [dev.pagestream.pageworker.classify.PictureClassesIT].
  private static final double LEAST_CLASS_ACCURACY = 0.85;

  private static final int LEAST_TABLES = 50;
  private static final double LEAST_TABLE_PRECISION = 0.95;
  private static final double LEAST_TABLE_RECALL = 0.95;
  private static final double LEAST_TABLE_SIMILARITY = 0.89;
  private static final double LEAST_TABLE_CAPTION_ACCURACY = 0.98;

  @TempDir private static Path directory;

  private static List<Fixture> fixtures = List.of();

  @BeforeAll
  static void writeFixtures() throws IOException {
    fixtures = FixtureBook.write(directory);
  }

  @Test
  void picturesTablesAndCaptionsAreFound() throws IOException, PageFailedException {
    Scores all = Scores.NONE;
    System.out.println(Scores.header());
    for (Fixture fixture : fixtures) {
      Evaluation.Evaluated evaluated = Evaluation.of(fixture.file(), fixture.truth());
      Scores scores = evaluated.scores();
      System.out.println(scores.row(String.valueOf(fixture.file().getFileName())));
      evaluated.differences().forEach(line -> System.out.println("  " + line));
      all = all.plus(scores);
    }
    System.out.println(all.row("all"));

    assertThat(all.precision()).isGreaterThanOrEqualTo(LEAST_PRECISION);
    assertThat(all.recall()).isGreaterThanOrEqualTo(LEAST_RECALL);
    assertThat(all.captionAccuracy()).isGreaterThanOrEqualTo(LEAST_CAPTION_ACCURACY);
    assertThat(all.classAccuracy()).isGreaterThanOrEqualTo(LEAST_CLASS_ACCURACY);
    TableScores tables = all.tables();
    assertThat(tables.truths()).isGreaterThanOrEqualTo(LEAST_TABLES);
    assertThat(tables.precision()).isGreaterThanOrEqualTo(LEAST_TABLE_PRECISION);
    assertThat(tables.recall()).isGreaterThanOrEqualTo(LEAST_TABLE_RECALL);
    assertThat(tables.meanSimilarity()).isGreaterThanOrEqualTo(LEAST_TABLE_SIMILARITY);
    assertThat(tables.captionAccuracy()).isGreaterThanOrEqualTo(LEAST_TABLE_CAPTION_ACCURACY);
  }

  @Test
  void truthIsReadAsItWasWritten() throws IOException {
    for (Fixture fixture : fixtures) {
      Path beside = directory.resolve(fixture.file().getFileName() + DocumentTruth.SUFFIX);

      assertThat(DocumentTruth.read(beside)).isEqualTo(fixture.truth());
    }
  }

  @Test
  void cellsOfTrueTablesFillTheirTables() {
    for (Fixture fixture : fixtures) {
      for (PageTruth page : fixture.truth().pages()) {
        for (TableTruth table : page.tables()) {
          int places =
              table.cells().stream().mapToInt(cell -> cell.rowSpan() * cell.columnSpan()).sum();

          assertThat(places).isEqualTo(table.rows() * table.columns());
          assertThat(TableSimilarity.of(table, table)).isEqualTo(new TableSimilarity(1, 1));
        }
      }
    }
  }
}
