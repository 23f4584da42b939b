package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which text of a page is the caption of which picture. A caption belongs to the first picture
/// that names it.
final class Captions {
  private final ReadPage page;
  private final Map<Integer, Integer> captionByPicture;

  private Captions(ReadPage page, Map<Integer, Integer> captionByPicture) {
    this.page = page;
    this.captionByPicture = captionByPicture;
  }

  static Captions on(ReadPage page) {
    Map<Integer, Integer> captionByPicture = new HashMap<>();
    for (int index = 0; index < page.blocks().size(); index++) {
      if (page.blocks().get(index) instanceof PageBlock.Picture picture) {
        Optional<Integer> caption =
            picture
                .caption()
                .filter(at -> text(page, at).isPresent() && !captionByPicture.containsValue(at));
        if (caption.isPresent()) {
          captionByPicture.put(index, caption.get());
        }
      }
    }
    return new Captions(page, captionByPicture);
  }

  /// The caption of the picture at this index.
  Optional<PageBlock.Text> of(int picture) {
    return Optional.ofNullable(captionByPicture.get(picture)).flatMap(at -> text(page, at));
  }

  /// Whether the block at this index is some picture's caption.
  boolean claims(int block) {
    return captionByPicture.containsValue(block);
  }

  private static Optional<PageBlock.Text> text(ReadPage page, int index) {
    return index >= 0
            && index < page.blocks().size()
            && page.blocks().get(index) instanceof PageBlock.Text text
        ? Optional.of(text)
        : Optional.empty();
  }
}
