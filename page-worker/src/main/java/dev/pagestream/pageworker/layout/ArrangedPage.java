package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A page in reading order; what becomes of its pictures is still open. Immutable.
public record ArrangedPage(int page, double widthPt, double heightPt, List<Item> items) {
  public ArrangedPage {
    items = List.copyOf(items);
  }

  public Stream<Picture> pictures() {
    return items.stream().filter(Picture.class::isInstance).map(Picture.class::cast);
  }

  /// The text of a picture's caption.
  public Optional<String> captionOf(Picture picture) {
    return picture
        .caption()
        .map(items::get)
        .map(item -> item instanceof Text text ? text.block().text() : "");
  }

  /// One thing on the page.
  public sealed interface Item {}

  /// Text, finished.
  public record Text(PageBlock.Text block) implements Item {}

  /// A table, finished.
  ///
  /// @param block its caption is the index of an item
  public record Table(PageBlock.Table block) implements Item {}

  /// @param index from 0 in reading order
  /// @param background covers the page, with text set on it
  /// @param caption index of its item
  /// @param panels parts that stand apart in it, when there are several
  /// @param alternate what the document itself says stands for it (`/Alt`)
  /// @param words of the text layer inside the picture, in the order they were drawn
  public record Picture(
      int index,
      Box box,
      boolean background,
      Optional<Integer> caption,
      List<Box> panels,
      Optional<String> alternate,
      List<String> words)
      implements Item {
    public Picture {
      panels = List.copyOf(panels);
      words = List.copyOf(words);
    }
  }
}
