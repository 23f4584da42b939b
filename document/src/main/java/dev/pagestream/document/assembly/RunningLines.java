package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.PageBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Page headers and footers: texts in the top or bottom margin that come back on other pages, page
/// numbers apart.
final class RunningLines {
  /// Share of the page's height at its top and at its bottom.
  private static final double MARGIN = 0.10;

  /// A line repeats when it stands on one page in four, and on two at least.
  private static final int ONE_PAGE_IN = 4;

  private static final int MIN_PAGES = 2;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final Map<BlockId, TextLabel> labels;

  private RunningLines(Map<BlockId, TextLabel> labels) {
    this.labels = labels;
  }

  private record Line(TextLabel label, String text) {}

  static RunningLines in(List<ReadPage> pages) {
    List<BlockId.Placed> texts = BlockId.texts(pages);
    Map<Line, Set<Integer>> pagesOfLine = new HashMap<>();
    for (BlockId.Placed placed : texts) {
      line(placed)
          .ifPresent(line ->
              pagesOfLine.computeIfAbsent(line, _ -> new HashSet<>()).add(placed.id().page()));
    }
    int enough = Math.max(MIN_PAGES, Math.ceilDiv(pages.size(), ONE_PAGE_IN));
    Map<BlockId, TextLabel> labels = new HashMap<>();
    for (BlockId.Placed placed : texts) {
      known(placed.text())
          .or(() ->
              line(placed)
                  .filter(line -> pagesOfLine.getOrDefault(line, Set.of()).size() >= enough)
                  .map(Line::label))
          .ifPresent(label -> labels.put(placed.id(), label));
    }
    return new RunningLines(labels);
  }

  /// Page header or page footer; empty when it is neither.
  Optional<TextLabel> labelOf(BlockId block) {
    return Optional.ofNullable(labels.get(block));
  }

  /// What analysis of the page saw already.
  private static Optional<TextLabel> known(PageBlock.Text text) {
    return switch (text.kind()) {
      case PAGE_HEADER -> Optional.of(TextLabel.PAGE_HEADER);
      case PAGE_FOOTER -> Optional.of(TextLabel.PAGE_FOOTER);
      case TITLE, HEADING, PARAGRAPH, LIST_ITEM, CAPTION, FOOTNOTE, CODE -> Optional.empty();
    };
  }

  private static Optional<Line> line(BlockId.Placed placed) {
    double top = placed.pageHeightPt() * MARGIN;
    double bottom = placed.pageHeightPt() - top;
    PageBlock.Text text = placed.text();
    if (text.box().bottom() <= top) {
      return Optional.of(new Line(TextLabel.PAGE_HEADER, normalized(text)));
    }
    if (text.box().top() >= bottom) {
      return Optional.of(new Line(TextLabel.PAGE_FOOTER, normalized(text)));
    }
    return Optional.empty();
  }

  /// Numbers count as equal, but not in headings: `Chapter 1` and `Chapter 2` at the top of their
  /// pages are no header.
  private static String normalized(PageBlock.Text text) {
    String lower = text.text().toLowerCase(Locale.ROOT).strip();
    return switch (text.kind()) {
      case TITLE, HEADING -> lower;
      case PARAGRAPH, LIST_ITEM, CAPTION, FOOTNOTE, CODE, PAGE_HEADER, PAGE_FOOTER ->
          DIGITS.matcher(lower).replaceAll("#");
    };
  }
}
