package dev.pagestream.pageworker.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.PageBlock.ClassScore;
import dev.pagestream.pageworker.classify.fixture.Artwork;
import dev.pagestream.pageworker.classify.fixture.PictureBook;
import dev.pagestream.pageworker.source.PageFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The classifier that needs no model, against pictures whose class is known.
class PictureClassesIT {
  private static final double LEAST_ACCURACY = 0.85;
  private static final double LEAST_CODES = 0.95;

  @TempDir private Path directory;

  @Test
  void tellsPicturesItsRulesWereTunedOn() throws IOException, PageFailedException {
    Confusion confusion = classified("tuning half", PictureBook.tuning());

    assertThat(confusion.total()).isGreaterThanOrEqualTo(200);
    assertThat(confusion.accuracy()).isGreaterThanOrEqualTo(LEAST_ACCURACY);
  }

  @Test
  void tellsPicturesOfOtherStyles() throws IOException, PageFailedException {
    Confusion confusion = classified("check half", PictureBook.check());

    assertThat(confusion.total()).isGreaterThanOrEqualTo(200);
    assertThat(confusion.accuracy()).isGreaterThanOrEqualTo(LEAST_ACCURACY);
    assertThat(confusion.accuracy(PictureLabel.QR_CODE, PictureLabel.BAR_CODE))
        .isGreaterThanOrEqualTo(LEAST_CODES);
  }

  private Confusion classified(String name, List<Artwork> artworks)
      throws IOException, PageFailedException {
    Confusion confusion = new Confusion();
    try (PictureClassifier classifier =
        new CodesFirst(new RulesClassifier(LabelSet.V2_5), LabelSet.V2_5)) {
      PictureBook.show(
          artworks,
          directory,
          picture -> {
            List<ClassScore> scores = classifier.classify(picture.view());
            confusion.add(picture, scores.getFirst().name(), scores.getFirst().confidence());
          });
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d pictures, accuracy %.3f%n%s",
        name,
        confusion.total(),
        confusion.accuracy(),
        confusion);
    confusion.mistakes().forEach(mistake -> System.out.println("    " + mistake));
    return confusion;
  }
}
