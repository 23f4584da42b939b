package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PageItem;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Provenance.BoundingBox;
import dev.pagestream.document.docling.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where nodes stand, in whole steps over their page, counted from its top left.
///
/// @param steps across a page, and down a page
record PageGrid(DoclingDocument document, int steps) {
  /// From 0 to one less than the steps of the grid.
  record Place(int left, int top, int right, int bottom) {
    IntStream numbers() {
      return IntStream.of(left, top, right, bottom);
    }
  }

  /// Places on pages whose size is not known are left out; docling-core fails there.
  List<Place> places(List<Provenance> prov) {
    return prov.stream().map(this::place).flatMap(Optional::stream).toList();
  }

  private Optional<Place> place(Provenance prov) {
    return Optional.ofNullable(document.pages().get(prov.pageNo()))
        .map(PageItem::size)
        .filter(size -> size.width() > 0 && size.height() > 0)
        .map(size -> place(prov.bbox(), size));
  }

  private Place place(BoundingBox box, Size page) {
    boolean upwards = box.coordOrigin().equals("BOTTOMLEFT");
    int first = step(upwards ? page.height() - box.t() : box.t(), page.height());
    int second = step(upwards ? page.height() - box.b() : box.b(), page.height());
    int left = step(box.l(), page.width());
    int right = step(box.r(), page.width());
    return new Place(
        Math.min(left, right),
        Math.min(first, second),
        Math.max(left, right),
        Math.max(first, second));
  }

  /// Halves go to the even step, as in Python.
  private int step(double at, double length) {
    return Math.clamp((long) Math.rint(steps * (at / length)), 0, steps - 1);
  }
}
