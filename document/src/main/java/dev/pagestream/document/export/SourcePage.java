package dev.pagestream.document.export;

import dev.pagestream.document.docling.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The blocks of a page of the source.
///
/// @param number from 1; empty when the source has no pages
record SourcePage(Optional<Integer> number, List<Block> blocks) {
  SourcePage {
    blocks = List.copyOf(blocks);
  }

  /// In reading order; pages without blocks are left out.
  static List<SourcePage> of(List<Block> blocks) {
    List<SourcePage> pages = new ArrayList<>();
    List<Block> page = new ArrayList<>();
    for (Block block : blocks) {
      if (block instanceof Block.PageBreak) {
        pages.add(ofPage(page));
        page.clear();
      } else {
        page.add(block);
      }
    }
    if (!page.isEmpty()) {
      pages.add(ofPage(page));
    }
    return pages;
  }

  /// A block that says no page is of the page of the others.
  private static SourcePage ofPage(List<Block> blocks) {
    return new SourcePage(
        blocks.stream()
            .flatMap(block -> provenance(block).stream())
            .map(Provenance::pageNo)
            .max(Integer::compare),
        blocks);
  }

  private static Optional<Provenance> provenance(Block block) {
    List<Provenance> places =
        switch (block) {
          case Block.PageBreak() -> List.of();
          case Block.Text(var item) -> item.prov();
          case Block.ItemList(var items) -> items.getFirst().text().prov();
          case Block.Picture(var item, var _) -> item.prov();
          case Block.Table(var item, var _) -> item.prov();
        };
    return places.stream().findFirst();
  }
}
