package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Provenance.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageGridTest {
  /// Its pages are 600 by 800 points.
  private static final DoclingDocument DOCUMENT = EveryNodeDocument.document();

  @ParameterizedTest
  @CsvSource({
    "0, 800, 600, 0, BOTTOMLEFT, 0 0 499 499",
    "60, 720, 300, 400, BOTTOMLEFT, 50 50 250 250",
    "60, 80, 300, 400, TOPLEFT, 50 50 250 250",
    // Half a step goes to the even one.
    "0.6, 0.8, 1.8, 2.4, TOPLEFT, 0 0 2 2",
    // Beyond the page, and the wrong way round.
    "700, 900, -5, -5, TOPLEFT, 0 0 499 499",
  })
  void countsStepsFromTheTopLeft(
      double left, double top, double right, double bottom, String origin, String place) {
    BoundingBox box = new BoundingBox(left, top, right, bottom, origin);

    assertThat(places(new Provenance(1, box, List.of(0, 0)))).containsExactly(place);
  }

  @Test
  void aPageOfUnknownSizeHasNoPlaces() {
    BoundingBox box = new BoundingBox(60, 80, 300, 400, "TOPLEFT");

    assertThat(places(new Provenance(3, box, List.of(0, 0)))).isEmpty();
  }

  private static List<String> places(Provenance prov) {
    return new PageGrid(DOCUMENT, 500)
        .places(List.of(prov)).stream()
            .map(place ->
                place.left() + " " + place.top() + " " + place.right() + " " + place.bottom())
            .toList();
  }
}
