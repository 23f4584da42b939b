package dev.pagestream.document.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that analysis found on one page. Immutable.
///
/// @param page number in the source, from 1
/// @param widthPt of the displayed page
/// @param heightPt of the displayed page
/// @param blocks in reading order
/// @param conversion how a model converts the whole page; then `blocks` is what analysis found
///   beside it, and may be empty
public record PageContent(
    int page,
    double widthPt,
    double heightPt,
    List<PageBlock> blocks,
    Optional<Conversion> conversion) {
  public PageContent {
    blocks = List.copyOf(blocks);
  }

  /// A page that was analysed.
  public PageContent(int page, double widthPt, double heightPt, List<PageBlock> blocks) {
    this(page, widthPt, heightPt, blocks, Optional.empty());
  }

  /// @param fingerprint the model's answer is asked under
  /// @param responseFormat what the answer is: `markdown`, `doctags` or `html`
  /// @param crop the rendered page
  public record Conversion(String fingerprint, String responseFormat, PageBlock.Crop crop) {}

  public Stream<PageBlock.Picture> pictures() {
    return blocks.stream()
        .filter(PageBlock.Picture.class::isInstance)
        .map(PageBlock.Picture.class::cast);
  }
}
