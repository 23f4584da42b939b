package dev.pagestream.document.page;

import java.util.List;
import java.util.stream.Stream;

/// All that analysis found on one page. Immutable.
///
/// @param page number in the source, from 1
/// @param widthPt of the displayed page
/// @param heightPt of the displayed page
/// @param blocks in reading order
public record PageContent(int page, double widthPt, double heightPt, List<PageBlock> blocks) {
  public PageContent {
    blocks = List.copyOf(blocks);
  }

  public Stream<PageBlock.Picture> pictures() {
    return blocks.stream()
        .filter(PageBlock.Picture.class::isInstance)
        .map(PageBlock.Picture.class::cast);
  }
}
