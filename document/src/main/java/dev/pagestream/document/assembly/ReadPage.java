package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import java.util.List;
import java.util.Map;

/// A page whose crops are no longer needed.
///
/// @param images by the index of their picture
record ReadPage(PageContent content, Map<Integer, ImageRef> images) {
  int number() {
    return content.page();
  }

  List<PageBlock> blocks() {
    return content.blocks();
  }
}
