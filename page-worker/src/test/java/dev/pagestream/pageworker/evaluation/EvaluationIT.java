package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.pageworker.evaluation.fixture.FixtureBook;
import dev.pagestream.pageworker.evaluation.fixture.FixtureBook.Fixture;
import dev.pagestream.pageworker.source.PageFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Analysis against documents whose pictures are known to the point.
class EvaluationIT {
  private static final double LEAST_PRECISION = 0.95;
  private static final double LEAST_RECALL = 0.95;
  private static final double LEAST_CAPTION_ACCURACY = 0.98;

  @TempDir private Path directory;

  @Test
  void picturesAndCaptionsAreFound() throws IOException, PageFailedException {
    List<Fixture> fixtures = FixtureBook.write(directory);

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
  }

  @Test
  void truthIsReadAsItWasWritten() throws IOException {
    for (Fixture fixture : FixtureBook.write(directory)) {
      Path beside = directory.resolve(fixture.file().getFileName() + DocumentTruth.SUFFIX);

      assertThat(DocumentTruth.read(beside)).isEqualTo(fixture.truth());
    }
  }
}
