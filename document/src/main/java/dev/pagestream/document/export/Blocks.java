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
import java.util.stream.Stream;

/// Flattens a document's body into blocks, in reading order.
public final class Blocks {
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

  /// Without furniture and without page breaks, each made when it is asked for.
  public static Stream<Block> inOrder(DoclingDocument document) {
    Blocks walk = new Blocks(document, EnumSet.of(ContentLayer.BODY));
    return document.body().children().stream().map(walk::block).flatMap(Optional::stream);
  }

  private static List<Block> of(DoclingDocument document, Set<ContentLayer> layers) {
    Blocks walk = new Blocks(document, layers);
    document.body().children().forEach(walk::add);
    return walk.blocks;
  }

  private void add(Ref ref) {
    block(ref)
        .ifPresent(block -> {
          turnTo(place(block));
          blocks.add(block);
        });
  }

  private Optional<Block> block(Ref ref) {
    NodeItem node = document.resolve(ref);
    if (!layers.contains(node.contentLayer())) {
      return Optional.empty();
    }
    return switch (node) {
      case GroupItem group ->
          Optional.of(list(group, 0))
              .filter(list -> !list.items().isEmpty())
              .map(Block.class::cast);
      case TextItem text -> Optional.of(new Block.Text(text));
      case PictureItem picture ->
          Optional.of(new Block.Picture(picture, texts(picture.captions())));
      case TableItem table -> Optional.of(new Block.Table(table, texts(table.captions())));
    };
  }

  private static List<Provenance> place(Block block) {
    return switch (block) {
      case Block.PageBreak() -> List.of();
      case Block.Text(TextItem item) -> item.prov();
      case Block.ItemList list -> list.items().getFirst().text().prov();
      case Block.Picture picture -> picture.item().prov();
      case Block.Table table -> table.item().prov();
    };
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
