package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which text of a page is the caption of which picture or table. A caption belongs to the first
/// one that names it.
final class Captions {
  private final ReadPage page;
  private final Map<Integer, Integer> captionByOwner;
  private final Set<Integer> claimed;

  private Captions(ReadPage page, Map<Integer, Integer> captionByOwner, Set<Integer> claimed) {
    this.page = page;
    this.captionByOwner = captionByOwner;
    this.claimed = claimed;
  }

  static Captions on(ReadPage page) {
    Map<Integer, Integer> captionByOwner = new HashMap<>();
    Set<Integer> claimed = new HashSet<>();
    for (int index = 0; index < page.blocks().size(); index++) {
      int owner = index;
      named(page.blocks().get(index))
          .filter(at -> text(page, at).isPresent() && claimed.add(at))
          .ifPresent(caption -> captionByOwner.put(owner, caption));
    }
    return new Captions(page, captionByOwner, claimed);
  }

  private static Optional<Integer> named(PageBlock block) {
    return switch (block) {
      case PageBlock.Picture picture -> picture.caption();
      case PageBlock.Table table -> table.caption();
      case PageBlock.Text _ -> Optional.empty();
    };
  }

  /// The caption of the picture or table at this index.
  Optional<PageBlock.Text> of(int owner) {
    return Optional.ofNullable(captionByOwner.get(owner)).flatMap(at -> text(page, at));
  }

  /// Whether the block at this index is the caption of some picture or table.
  boolean claims(int block) {
    return claimed.contains(block);
  }

  private static Optional<PageBlock.Text> text(ReadPage page, int index) {
    return index >= 0
            && index < page.blocks().size()
            && page.blocks().get(index) instanceof PageBlock.Text text
        ? Optional.of(text)
        : Optional.empty();
  }
}
