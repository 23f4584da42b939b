package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Optional;

/// The title, and the levels of headings: a page alone cannot know that its only heading is a minor
/// one.
final class Headings {
  private final Optional<BlockId> title;
  private final HeadingLevels levels;

  private Headings(Optional<BlockId> title, HeadingLevels levels) {
    this.title = title;
    this.levels = levels;
  }

  static Headings in(List<ReadPage> pages, RunningLines running) {
    List<BlockId.Placed> headings =
        BlockId.texts(pages).stream()
            .filter(placed -> isHeading(placed.text()) && running.labelOf(placed.id()).isEmpty())
            .toList();
    Optional<BlockId> title = title(headings);
    return new Headings(
        title,
        HeadingLevels.of(
            headings.stream()
                .filter(placed -> !title.equals(Optional.of(placed.id())))
                .map(BlockId.Placed::text)
                .toList()));
  }

  static boolean isHeading(PageBlock.Text text) {
    return text.kind() == TextKind.TITLE || text.kind() == TextKind.HEADING;
  }

  boolean isTitle(BlockId block) {
    return title.equals(Optional.of(block));
  }

  /// From 1.
  int levelOf(PageBlock.Text heading) {
    return levels.of(heading);
  }

  /// What analysis of the first page took for the title, else the first page's heading that is
  /// larger than all others of the document.
  private static Optional<BlockId> title(List<BlockId.Placed> headings) {
    List<BlockId.Placed> onFirstPage =
        headings.stream().filter(placed -> placed.id().page() == 1).toList();
    Optional<BlockId> seen =
        onFirstPage.stream()
            .filter(placed -> placed.text().kind() == TextKind.TITLE)
            .map(BlockId.Placed::id)
            .findFirst();
    return seen.or(() ->
        onFirstPage.stream()
            .filter(placed -> isLargest(placed, headings))
            .map(BlockId.Placed::id)
            .findFirst());
  }

  private static boolean isLargest(BlockId.Placed heading, List<BlockId.Placed> headings) {
    long size = halfPoints(heading.text());
    return size > 0
        && headings.stream()
            .filter(other -> !other.id().equals(heading.id()))
            .allMatch(other -> halfPoints(other.text()) < size);
  }

  /// Sizes vary by rounding in the source.
  static long halfPoints(PageBlock.Text text) {
    return Math.round(text.fontSizePt() * 2);
  }
}
