package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;
import java.util.ArrayList;
import java.util.List;

/// Where a block stands in a document.
///
/// @param index in the page's blocks
record BlockId(int page, int index) {

  /// A block of text and where it stands.
  record Placed(BlockId id, PageBlock.Text text, double pageHeightPt) {}

  /// All texts in reading order.
  static List<Placed> texts(List<ReadPage> pages) {
    List<Placed> texts = new ArrayList<>();
    for (ReadPage page : pages) {
      for (int index = 0; index < page.blocks().size(); index++) {
        if (page.blocks().get(index) instanceof PageBlock.Text text) {
          BlockId id = new BlockId(page.number(), index);
          texts.add(new Placed(id, text, page.content().heightPt()));
        }
      }
    }
    return texts;
  }
}
