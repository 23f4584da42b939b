package dev.pagestream.pageworker.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.text.PageText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FigureFinderTest {
  @Test
  void putsStripsAndTilesTogetherAgainInWhateverOrderTheyCome() {
    List<Box> pieces = new ArrayList<>();
    for (int row = 0; row < 40; row++) {
      for (int column = 0; column < 5; column++) {
        pieces.add(new Box(100 + 30 * column, 200 + 5 * row, 130 + 30 * column, 205 + 5 * row));
      }
    }
    Collections.shuffle(pieces, new Random(7));

    assertThat(find(pieces)).containsExactly(new Box(100, 200, 250, 400));
  }

  @Test
  void keepsPicturesApartThatDoNotTouchAlongAWholeEdge() {
    Box left = new Box(100, 100, 200, 200);
    Box right = new Box(210, 100, 310, 200);
    Box shifted = new Box(100, 201, 180, 300);

    assertThat(find(List.of(left, right, shifted))).containsExactlyInAnyOrder(left, right, shifted);
  }

  @Test
  void countsLayersOfOnePictureOnce() {
    Box picture = new Box(100, 100, 300, 300);

    assertThat(find(List.of(picture, picture, new Box(110, 110, 200, 200))))
        .containsExactly(picture);
  }

  @Test
  void leavesOutWhatIsTooSmallOrTooThinToBeAPicture() {
    Box smallest = new Box(0, 0, 14, 33);
    Box lowest = new Box(0, 100, 300, 113.9);
    Box thinnest = new Box(0, 200, 14, 200 + 14 * 18 + 1);
    Box tiny = new Box(0, 500, 21, 521);

    assertThat(find(List.of(smallest, lowest, thinnest, tiny))).containsExactly(smallest);
  }

  private static List<Box> find(List<Box> images) {
    PageModel model =
        new PageModel(
            1,
            600,
            800,
            List.of(),
            images.stream().<Atom>map(box -> new Atom.Bitmap(box, Origin.PAGE)).toList());
    return new FigureFinder()
        .find(model, PageText.of(model)).pictures().stream().map(FoundPicture::box).toList();
  }
}
