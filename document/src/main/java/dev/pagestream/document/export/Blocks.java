package dev.pagestream.document.export;

import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.NodeItem;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Flattens a document's body into blocks, in reading order.
final class Blocks {
  private static final int DEEPEST_LIST = 64;

  private final DoclingDocument document;
  private final Set<ContentLayer> layers;
  private final List<Block> blocks = new ArrayList<>();
  private int page;

  private Blocks(DoclingDocument document, Set<ContentLayer> layers) {
    this.document = document;
    this.layers = layers;
  }

  /// Without furniture.
  static List<Block> of(DoclingDocument document) {
    return of(document, EnumSet.of(ContentLayer.BODY));
  }

  /// With page headers and footers where they stand.
  static List<Block> withFurniture(DoclingDocument document) {
    return of(document, EnumSet.allOf(ContentLayer.class));
  }

  private static List<Block> of(DoclingDocument document, Set<ContentLayer> layers) {
    Blocks walk = new Blocks(document, layers);
    document.body().children().forEach(walk::add);
    return walk.blocks;
  }

  private void add(Ref ref) {
    NodeItem node = document.resolve(ref);
    if (!layers.contains(node.contentLayer())) {
      return;
    }
    switch (node) {
      case GroupItem group -> {
        Block.ItemList list = list(group, 0);
        if (!list.items().isEmpty()) {
          turnTo(list.items().getFirst().text().prov());
          blocks.add(list);
        }
      }
      case TextItem text -> {
        turnTo(text.prov());
        blocks.add(new Block.Text(text));
      }
      case PictureItem picture -> {
        turnTo(picture.prov());
        blocks.add(new Block.Picture(picture, texts(picture.captions())));
      }
      case TableItem table -> {
        turnTo(table.prov());
        blocks.add(new Block.Table(table, texts(table.captions())));
      }
    }
  }

  private Block.ItemList list(GroupItem group, int depth) {
    return new Block.ItemList(
        texts(group.children()).stream()
            .map(item -> new Block.Item(item, inner(item, depth + 1)))
            .toList());
  }

  /// Lists in an item; none is this deep in a document, but a tree may be a circle.
  private List<Block.ItemList> inner(TextItem item, int depth) {
    return depth > DEEPEST_LIST
        ? List.of()
        : item.children().stream()
            .map(document::resolve)
            .filter(GroupItem.class::isInstance)
            .map(group -> list((GroupItem) group, depth))
            .filter(list -> !list.items().isEmpty())
            .toList();
  }

  /// One break however many pages were empty, as in docling-core.
  private void turnTo(List<Provenance> prov) {
    Optional<Integer> next = prov.stream().findFirst().map(Provenance::pageNo);
    if (next.isPresent() && next.get() > page) {
      if (page > 0) {
        blocks.add(new Block.PageBreak());
      }
      page = next.get();
    }
  }

  private List<TextItem> texts(List<Ref> refs) {
    return refs.stream()
        .map(document::resolve)
        .filter(TextItem.class::isInstance)
        .map(TextItem.class::cast)
        .toList();
  }
}
