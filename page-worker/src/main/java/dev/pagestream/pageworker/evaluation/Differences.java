package dev.pagestream.pageworker.evaluation;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.evaluation.PageTruth.PictureTruth;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is wrong on a page, in words.
final class Differences {
  private Differences() {}

  static List<String> of(ArrangedPage page, PageTruth truth) {
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
    return lines;
  }

  private static String box(Box box) {
    return String.format(
        Locale.ROOT, "%.0f,%.0f to %.0f,%.0f", box.left(), box.top(), box.right(), box.bottom());
  }
}
