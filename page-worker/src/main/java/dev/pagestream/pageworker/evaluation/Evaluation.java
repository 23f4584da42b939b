package dev.pagestream.pageworker.evaluation;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageBlock.ClassScore;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.evaluation.PageTruth.PictureTruth;
import dev.pagestream.pageworker.inspect.Inspection;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Analyses documents and compares with what is true. Stateless, thread-safe.
public final class Evaluation {
  private static final double SAME_CAPTION = 0.8;
  private static final double SAME_HEADING = 0.85;

  private Evaluation() {}

  /// What came of a document.
  ///
  /// @param differences what is missed and what is found wrongly, a line each
  public record Evaluated(Scores scores, List<String> differences) {
    public Evaluated {
      differences = List.copyOf(differences);
    }
  }

  /// @throws PageFailedException when the document, or a page of it, is beyond the limits
  /// @throws IOException when it cannot be read
  public static Evaluated of(Path document, DocumentTruth truth)
      throws IOException, PageFailedException {
    Scores sum = Scores.NONE;
    List<String> differences = new ArrayList<>();
    try (Inspection inspection = Inspection.open(document, PageLimits.DEFAULT)) {
      for (PageTruth page : truth.pages()) {
        ArrangedPage found = inspection.page(page.page());
        Map<Integer, List<ClassScore>> classes = inspection.classes(found);
        sum = sum.plus(score(found, page, classes));
        Differences.of(found, page, classes)
            .forEach(line -> differences.add("page " + page.page() + ": " + line));
      }
    }
    return new Evaluated(sum, differences);
  }

  /// @param classes by index of the found picture
  static Scores score(ArrangedPage page, PageTruth truth, Map<Integer, List<ClassScore>> classes) {
    List<ArrangedPage.Picture> found = pictures(page, truth);
    List<Box> boxes = found.stream().map(ArrangedPage.Picture::box).toList();
    PictureMatch match =
        PictureMatch.of(truth.pictures().stream().map(PictureTruth::box).toList(), boxes);
    int captions = 0;
    int captionsRight = 0;
    int labels = 0;
    int labelsRight = 0;
    for (int i = 0; i < truth.pictures().size(); i++) {
      PictureTruth picture = truth.pictures().get(i);
      int partner = match.partners().get(i);
      if (partner >= 0 && picture.label().isPresent()) {
        labels++;
        labelsRight += picture.label().equals(label(found.get(partner), classes)) ? 1 : 0;
      }
      if (picture.caption().isEmpty()) {
        continue;
      }
      captions++;
      String caption = partner < 0 ? "" : page.captionOf(found.get(partner)).orElse("");
      captionsRight += isCaption(picture.caption().get(), caption) ? 1 : 0;
    }
    List<String> headings = headings(page);
    return new Scores(
        1,
        truth.pictures().size(),
        found.size(),
        match.strict(),
        match.truthsTolerant(),
        match.foundTolerant(),
        captions,
        captionsRight,
        labels,
        labelsRight,
        truth.headings().size(),
        headings.size(),
        same(truth.headings(), headings),
        truth.text().isPresent() ? 1 : 0,
        truth.text().map(text -> Similarity.of(text, text(page))).orElse(0.0),
        TableMatch.of(page, truth).scores());
  }

  static List<ArrangedPage.Picture> pictures(ArrangedPage page, PageTruth truth) {
    return page.pictures()
        .filter(picture ->
            !picture.background()
                && truth.ambiguous().stream()
                    .noneMatch(box -> Boxes.iou(box, picture.box()) >= PictureMatch.FIT))
        .toList();
  }

  static Optional<String> label(
      ArrangedPage.Picture picture, Map<Integer, List<ClassScore>> classes) {
    return classes.getOrDefault(picture.index(), List.of()).stream()
        .findFirst()
        .map(ClassScore::name);
  }

  static boolean isCaption(String truth, String found) {
    return Similarity.of(truth, found) >= SAME_CAPTION;
  }

  static boolean isHeading(String truth, String found) {
    return Similarity.of(truth, found) >= SAME_HEADING;
  }

  static List<String> headings(ArrangedPage page) {
    return texts(page)
        .filter(text -> text.kind() == TextKind.HEADING || text.kind() == TextKind.TITLE)
        .map(PageBlock.Text::text)
        .toList();
  }

  private static String text(ArrangedPage page) {
    return texts(page)
        .filter(text -> text.kind() != TextKind.PAGE_HEADER && text.kind() != TextKind.PAGE_FOOTER)
        .map(text -> text.marker() + " " + text.text())
        .collect(Collectors.joining("\n"));
  }

  private static Stream<PageBlock.Text> texts(ArrangedPage page) {
    return page.items().stream()
        .filter(ArrangedPage.Text.class::isInstance)
        .map(item -> ((ArrangedPage.Text) item).block());
  }

  /// How many pairs there are, each text in one.
  private static int same(List<String> truths, List<String> found) {
    List<String> left = new ArrayList<>(found);
    int same = 0;
    for (String truth : truths) {
      for (int i = 0; i < left.size(); i++) {
        if (isHeading(truth, left.get(i))) {
          left.remove(i);
          same++;
          break;
        }
      }
    }
    return same;
  }
}
