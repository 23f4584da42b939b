package dev.pagestream.document.assembly;

import dev.pagestream.document.Purpose;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.PictureMeta.Prediction;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.pictureanswer.PictureClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The classes of a picture: what a model said, and what analysis found by rules.
final class PictureClasses {
  /// Who found the classes that no model was asked for.
  private static final String RULES = "pagestream";

  private PictureClasses() {}

  /// A model that was asked has the last word: of the rules' classes only those stay that are less
  /// certain, because readers take the most certain one for the picture's class.
  static Optional<PictureMeta.Classification> of(
      SettledPicture picture, List<PageBlock.ClassScore> classes) {
    Optional<Prediction> model =
        picture.read(
            Purpose.CLASSIFY_PICTURE,
            answer ->
                PictureClass.read(answer.text())
                    .map(read ->
                        new Prediction(
                            read.confidence(),
                            PictureFacts.author(answer, picture.result()),
                            read.name())));
    List<Prediction> predictions = new ArrayList<>();
    model.ifPresent(predictions::add);
    for (PageBlock.ClassScore score : classes) {
      if (model.isEmpty() || isBeside(score, model.get())) {
        predictions.add(new Prediction(score.confidence(), RULES, score.name()));
      }
    }
    return predictions.isEmpty()
        ? Optional.empty()
        : Optional.of(new PictureMeta.Classification(predictions));
  }

  private static boolean isBeside(PageBlock.ClassScore score, Prediction model) {
    return score.confidence() < model.confidence() && !score.name().equals(model.className());
  }
}
