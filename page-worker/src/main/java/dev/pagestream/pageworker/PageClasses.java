package dev.pagestream.pageworker;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.classify.PictureClassifier;
import dev.pagestream.pageworker.classify.PictureLabel;
import dev.pagestream.pageworker.classify.PictureView;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.pageworker.source.PictureImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/// Has the pictures of a page classified, from the crops there are anyway where there are some.
/// Thread-safe.
///
/// @param onlyCharts whether data is only asked for where the class is one of docling's charts
public record PageClasses(PictureClassifier classifier, boolean onlyCharts) {
  /// docling crops at this scale to classify.
  private static final double SCALE = 2;

  private static final double TOLERANCE_PT = 1;

  /// The charts that docling reads.
  private static final Set<String> CHARTS =
      Set.of(
          PictureLabel.BAR_CHART.code(),
          PictureLabel.PIE_CHART.code(),
          PictureLabel.LINE_CHART.code());

  /// Classes by picture index.
  ///
  /// @param crops of pictures that models are asked about
  /// @param all whether the others are wanted too, but for backgrounds
  public Map<Integer, List<PageBlock.ClassScore>> of(
      PageSource source, ArrangedPage page, Map<Integer, Crop> crops, boolean all)
      throws IOException, PageFailedException {
    PageModel model = source.marks(page);
    Map<Integer, List<PageBlock.ClassScore>> classes = new HashMap<>();
    List<ArrangedPage.Picture> uncropped =
        page.pictures()
            .filter(picture -> !crops.containsKey(picture.index()) && !picture.background())
            .toList();
    for (ArrangedPage.Picture picture : page.pictures().toList()) {
      Crop crop = crops.get(picture.index());
      if (crop != null) {
        classes.put(picture.index(), classify(model, page, picture, crop));
      }
    }
    if (all && !uncropped.isEmpty()) {
      List<PictureImage> views = source.images(page.page(), uncropped, SCALE);
      for (int i = 0; i < views.size(); i++) {
        if (views.get(i) instanceof PictureImage.Present(Crop crop)) {
          ArrangedPage.Picture picture = uncropped.get(i);
          classes.put(picture.index(), classify(model, page, picture, crop));
        }
      }
    }
    return classes;
  }

  /// Whether it is not to be asked for the data of a chart.
  boolean isNoChart(List<PageBlock.ClassScore> classes) {
    return onlyCharts && !classes.isEmpty() && !CHARTS.contains(classes.getFirst().name());
  }

  private List<PageBlock.ClassScore> classify(
      PageModel model, ArrangedPage page, ArrangedPage.Picture picture, Crop crop)
      throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(crop.bytes()));
    Box box = picture.box();
    return classifier.classify(
        new PictureView(
            image,
            model.atoms().stream()
                .filter(atom -> Boxes.holds(box, atom.box(), TOLERANCE_PT))
                .toList(),
            model.lines().stream()
                .filter(line -> Boxes.holds(box, line.box(), TOLERANCE_PT))
                .toList(),
            page.captionOf(picture),
            box,
            model.areaPt2()));
  }
}
