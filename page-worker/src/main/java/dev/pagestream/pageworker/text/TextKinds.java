package dev.pagestream.pageworker.text;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.Margins;
import dev.pagestream.pageworker.model.PageModel;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what a block of text is, as far as its page tells.
///
/// Confined to one page: a document's own sizes and repeated lines are not known here.
public final class TextKinds {
  private static final int LONGEST_CAPTION = 1200;
  private static final double FOOTNOTE_TOP = 0.55;
  private static final double FOOTNOTE_RATIO = 0.93;
  private static final Pattern FOOTNOTE =
      Pattern.compile("(?:\\d{1,3}|[*∗†‡§¶]{1,3}|[a-z]\\)?)\\s?[\\p{Lu}\\p{Lo}“\"'(]\\P{Lu}.{10}");

  private static final double HEADING_RATIO = 1.13;
  private static final double BOLD_HEADING_RATIO = 0.97;
  private static final double TITLE_RATIO = 1.7;
  private static final double FIRST_LEVEL_RATIO = 1.35;
  private static final Pattern PAGE_NUMBER =
      Pattern.compile("(?i)(page |seite )?(\\d{1,4}|[ivxl]{1,6})( ?(/|of|von) ?\\d{1,4})?");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^((\\d{1,2})(\\.\\d{1,2}){0,4}|[A-Z]|[IVX]{1,4})\\.?\\s+(?=\\p{Lu})|^(?:第?[一二三四五六七八九十]{1,3}[、章节節.])");
  private static final Pattern DEEP_NUMBER = Pattern.compile("^\\d{1,2}(\\.\\d{1,2}){1,4}\\.?\\s");
  private static final Pattern FORMULA = Pattern.compile("[\\p{Sm}&&[^+|~<>]]");
  private static final int LONGEST_UNNUMBERED = 70;
  private static final double NUMBERED_RATIO = 1.05;
  private static final double CAPITALS_RATIO = 0.75;
  private static final Pattern TWO_LETTERS = Pattern.compile("\\p{L}\\p{L}");
  private static final Pattern CLAUSE_END = Pattern.compile("[.,;]$");

  private final PageModel model;
  private final PageStatistics statistics;
  private final DeclaredHeadings declared;

  public TextKinds(PageModel model, PageStatistics statistics) {
    this.model = model;
    this.statistics = statistics;
    this.declared = new DeclaredHeadings(model);
  }

  public PageBlock.Text classify(TextBlock block) {
    String text = block.text();
    Optional<TextKind> furniture = furniture(block, text);
    if (furniture.isPresent()) {
      return text(furniture.get(), text, block, 0, "");
    }
    Optional<Integer> level = declared.levelOf(block, text);
    if (level.isPresent()) {
      return declared(level.get(), text, block);
    }
    if (CodeBlocks.isCode(block)) {
      return text(TextKind.CODE, CodeBlocks.text(block), block, 0, "");
    }
    if (isCaption(block)) {
      return text(TextKind.CAPTION, text, block, 0, "");
    }
    if (isFootnote(block, text)) {
      return text(TextKind.FOOTNOTE, text, block, 0, "");
    }
    if (isHeading(block, text)) {
      boolean title = model.page() == 1 && ratio(block) >= TITLE_RATIO;
      return text(
          title ? TextKind.TITLE : TextKind.HEADING,
          text,
          block,
          title ? 0 : level(block, text),
          "");
    }
    return Cues.marker(text)
        .map(marker ->
            text(
                TextKind.LIST_ITEM,
                text.substring(text.indexOf(marker) + marker.length()).strip(),
                block,
                0,
                marker))
        .orElseGet(() -> text(TextKind.PARAGRAPH, text, block, 0, ""));
  }

  private static PageBlock.Text declared(int level, String text, TextBlock block) {
    TextKind kind = level == DeclaredHeadings.TITLE_LEVEL ? TextKind.TITLE : TextKind.HEADING;
    return text(kind, text, block, level, "").declared();
  }

  public static boolean isCaption(TextBlock block) {
    return block.beginsAsCaption() && block.glyphs() <= LONGEST_CAPTION;
  }

  /// Small text low on the page that begins with the mark it is called by.
  private boolean isFootnote(TextBlock block, String text) {
    return !block.vertical()
        && block.box().top() > FOOTNOTE_TOP * model.heightPt()
        && ratio(block) <= FOOTNOTE_RATIO
        && FOOTNOTE.matcher(text).lookingAt();
  }

  private Optional<TextKind> furniture(TextBlock block, String text) {
    Box box = block.box();
    if (block.vertical()) {
      return Margins.side(box, model) ? Optional.of(TextKind.PAGE_HEADER) : Optional.empty();
    }
    if (!block.allArtifact() && !PAGE_NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    if (Margins.top(box, model)) {
      return Optional.of(TextKind.PAGE_HEADER);
    }
    return Margins.bottom(box, model) ? Optional.of(TextKind.PAGE_FOOTER) : Optional.empty();
  }

  private boolean isHeading(TextBlock block, String text) {
    if ((block.vertical() && !block.column())
        || CellRows.isRow(block)
        || text.length() < 3
        || text.length() > 129
        || block.rows() > 3) {
      return false;
    }
    if (CLAUSE_END.matcher(text).find() || !TWO_LETTERS.matcher(text).find()) {
      return false;
    }
    if (FORMULA.matcher(text).find()) {
      return false;
    }
    if (Cues.bullet(text)) {
      return false;
    }
    boolean numbered = NUMBERED.matcher(text).find();
    boolean bold = block.allBold() && ratio(block) >= BOLD_HEADING_RATIO;
    return ratio(block) > HEADING_RATIO
        || (bold && (numbered || text.length() < LONGEST_UNNUMBERED))
        || (numbered && isSetApart(block, text));
  }

  /// A numbered line that is neither bold nor large is a heading when it is a little larger, in
  /// capitals, or numbered as no list is.
  private boolean isSetApart(TextBlock block, String text) {
    return text.length() < LONGEST_UNNUMBERED
        && block.rows() <= 2
        && (ratio(block) >= NUMBERED_RATIO
            || DEEP_NUMBER.matcher(text).find()
            || (ratio(block) >= CAPITALS_RATIO && text.equals(text.toUpperCase(Locale.ROOT))));
  }

  /// From the depth of the number when there is one, else from the size.
  private int level(TextBlock block, String text) {
    Matcher number = NUMBERED.matcher(text);
    if (number.find() && number.group(2) != null) {
      return (int) number.group(1).chars().filter(character -> character == '.').count() + 1;
    }
    if (ratio(block) >= FIRST_LEVEL_RATIO) {
      return 1;
    }
    return ratio(block) > HEADING_RATIO ? 2 : 3;
  }

  private double ratio(TextBlock block) {
    return block.fontSizePt() / statistics.bodyPt();
  }

  private static PageBlock.Text text(
      TextKind kind, String text, TextBlock block, int level, String marker) {
    return new PageBlock.Text(
        kind, text, Boxes.rounded(block.box()), level, Boxes.round(block.fontSizePt()), marker);
  }
}
