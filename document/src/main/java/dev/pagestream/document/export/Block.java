package dev.pagestream.document.export;

import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import java.util.List;

/// What every export prints as a block of its own.
public sealed interface Block {
  /// Between blocks of different pages.
  record PageBreak() implements Block {}

  /// Anything but a list item.
  record Text(TextItem item) implements Block {}

  /// @param items not empty
  record ItemList(List<Item> items) implements Block {}

  /// @param inner lists that stand in it
  record Item(TextItem text, List<ItemList> inner) {}

  record Picture(PictureItem item, List<TextItem> captions) implements Block {}

  record Table(TableItem item, List<TextItem> captions) implements Block {}
}
