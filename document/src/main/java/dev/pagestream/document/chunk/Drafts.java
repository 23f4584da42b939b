package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.export.Block;
import dev.pagestream.document.export.Blocks;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/// A document's body as docling's hierarchical chunks: one for every paragraph, list, table and
/// picture, under its headings.
final class Drafts implements Iterator<Draft> {
  private final NodeParts nodes;
  private final boolean emptySections;
  private final Iterator<Block> blocks;
  private final HeadingStack headings = new HeadingStack();

  /// What the last block gave: a section that it ended, and itself.
  private final Queue<Draft> ready = new ArrayDeque<>();

  private boolean ended;

  Drafts(DoclingDocument document, ChunkOptions options) {
    nodes = new NodeParts(options);
    emptySections = options.emptySections();
    blocks = Blocks.inOrder(document).iterator();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    return !ready.isEmpty();
  }

  @Override
  public Draft next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void advance() {
    if (!blocks.hasNext()) {
      ended = true;
      if (emptySections) {
        headings.untold().ifPresent(ready::add);
      }
      return;
    }
    Block block = blocks.next();
    if (block instanceof Block.Text(TextItem item) && HeadingStack.isHeading(item)) {
      headings.turnTo(item).filter(_ -> emptySections).ifPresent(ready::add);
      if (item.text().length() <= HeadingStack.MAX_HEADING_CHARS) {
        return;
      }
    }
    List<Part> parts = nodes.of(block);
    if (!parts.isEmpty()) {
      ready.add(headings.above(parts));
    }
  }
}
