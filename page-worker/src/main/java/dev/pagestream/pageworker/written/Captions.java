package dev.pagestream.pageworker.written;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.text.Cues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Gives captions that stand beside a picture or a table to it: those that the source calls
/// captions, and paragraphs that begin as captions do (`Figure 3: ...`).
final class Captions {
  /// Longer paragraphs are running text, however they begin.
  private static final int MAX_CHARS = 1_000;

  private static final Predicate<ArrangedPage.Item> PICTURE =
      ArrangedPage.Picture.class::isInstance;
  private static final Predicate<ArrangedPage.Item> TABLE = ArrangedPage.Table.class::isInstance;

  private final List<ArrangedPage.Item> items;
  private final Set<Integer> given = new HashSet<>();

  private Captions(List<ArrangedPage.Item> items) {
    this.items = new ArrayList<>(items);
  }

  static List<ArrangedPage.Item> linked(List<ArrangedPage.Item> items) {
    Captions captions = new Captions(items);
    captions.link();
    return captions.items;
  }

  /// @param item a picture or a table
  static ArrangedPage.Item with(ArrangedPage.Item item, int caption) {
    return switch (item) {
      case ArrangedPage.Picture picture ->
          new ArrangedPage.Picture(
              picture.index(),
              picture.box(),
              picture.background(),
              Optional.of(caption),
              picture.panels(),
              picture.alternate(),
              picture.words());
      case ArrangedPage.Table(PageBlock.Table table) ->
          new ArrangedPage.Table(
              new PageBlock.Table(
                  table.box(), Optional.of(caption), table.rows(), table.columns(), table.cells()));
      case ArrangedPage.Text text -> text;
    };
  }

  private void link() {
    items.forEach(item -> caption(item).ifPresent(given::add));
    for (int at = 0; at < items.size(); at++) {
      if (items.get(at) instanceof ArrangedPage.Text(PageBlock.Text text) && !given.contains(at)) {
        link(at, text);
      }
    }
  }

  private void link(int at, PageBlock.Text text) {
    boolean named = text.kind() == TextKind.CAPTION;
    boolean brief = text.kind() == TextKind.PARAGRAPH && text.text().length() <= MAX_CHARS;
    boolean figure = Cues.figureCaption(text.text());
    boolean table = Cues.tableCaption(text.text());
    if (named && table) {
      give(at, text, List.of(at + 1, at - 1), TABLE, PICTURE);
    } else if (named) {
      give(at, text, List.of(at - 1, at + 1), PICTURE, TABLE);
    } else if (brief && figure) {
      give(at, text, List.of(at - 1, at + 1), PICTURE);
    } else if (brief && table) {
      give(at, text, List.of(at + 1, at - 1), TABLE);
    }
  }

  @SafeVarargs
  private void give(
      int at, PageBlock.Text text, List<Integer> places, Predicate<ArrangedPage.Item>... kinds) {
    for (Predicate<ArrangedPage.Item> kind : kinds) {
      for (int place : places) {
        if (place >= 0
            && place < items.size()
            && kind.test(items.get(place))
            && caption(items.get(place)).isEmpty()) {
          items.set(place, with(items.get(place), at));
          items.set(
              at,
              new ArrangedPage.Text(
                  new PageBlock.Text(TextKind.CAPTION, text.text(), text.box(), 0, 0, "")));
          return;
        }
      }
    }
  }

  private static Optional<Integer> caption(ArrangedPage.Item item) {
    return switch (item) {
      case ArrangedPage.Picture picture -> picture.caption();
      case ArrangedPage.Table(PageBlock.Table table) -> table.caption();
      case ArrangedPage.Text _ -> Optional.empty();
    };
  }
}
