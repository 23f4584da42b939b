package dev.pagestream.document.pageanswer;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Turns a model's text of a page into blocks. Pure, thread-safe and total: never throws, whatever
/// the text; models answer in other forms than they were asked for, put fences around everything
/// and stop in mid-sentence.
public final class PageAnswers {
  private static final String MARKDOWN = "markdown";
  private static final String DOCTAGS = "doctags";
  private static final String HTML = "html";

  private static final Pattern DOCTAGS_SIGN =
      Pattern.compile(
          "<(?:doctags?|loc_\\d+|section_header_level_\\d|page_header|otsl|fcel|ched)>");

  private static final Pattern HTML_SIGN =
      Pattern.compile(
          "(?i)<(?:!doctype html|html|body|header|footer|main|section|article|h[1-6]|p|div|ul|ol"
              + "|li|table|pre|figure)[\\s>]");

  /// Nothing but a page of HTML has one.
  private static final Pattern HTML_PAGE =
      Pattern.compile("(?i)<(?:!doctype html|html|body)[\\s>]");

  private static final Pattern MARKDOWN_LINE =
      Pattern.compile("(?m)^(?:#{1,6} |\\||[-*+] |\\d{1,9}[.)] |```)");

  private PageAnswers() {}

  /// The texts of the page, in the order of the answer. A text without coordinates has the box of
  /// the whole page.
  ///
  /// @param responseFormat what was asked for: `markdown`, `doctags` or `html`; the text decides
  /// @param page the whole page, in points
  public static List<PageBlock> blocks(String responseFormat, String text, Box page) {
    return read(responseFormat, text, page).all();
  }

  /// The page with the answer's texts in the place of those that analysis found, and with the
  /// pictures that analysis found.
  ///
  /// @param analyzed has a conversion
  public static PageContent converted(PageContent analyzed, String text) {
    Box page = new Box(0, 0, analyzed.widthPt(), analyzed.heightPt());
    String format =
        analyzed.conversion().map(PageContent.Conversion::responseFormat).orElse(MARKDOWN);
    List<PageBlock> blocks = new PicturePlaces(page, analyzed).among(read(format, text, page));
    return new PageContent(
        analyzed.page(), analyzed.widthPt(), analyzed.heightPt(), blocks, analyzed.conversion());
  }

  private static BlockList read(String responseFormat, String text, Box page) {
    BlockList blocks = new BlockList(page);
    String asked = responseFormat.toLowerCase(Locale.ROOT);
    String content = PageText.unwrapped(text, asked);
    switch (formatOf(asked, content)) {
      case DOCTAGS -> new DocTagsBlocks(blocks).read(content);
      case HTML -> new HtmlBlocks(blocks).read(content);
      case String _ -> new MarkdownBlocks(blocks).read(content);
    }
    return blocks;
  }

  /// What was asked for decides only where the text does not.
  private static String formatOf(String asked, String text) {
    if (DOCTAGS_SIGN.matcher(text).find()) {
      return DOCTAGS;
    }
    if (HTML_PAGE.matcher(text).find()) {
      return HTML;
    }
    boolean markdown = MARKDOWN_LINE.matcher(text).find();
    boolean begins = HTML_SIGN.matcher(text.stripLeading()).lookingAt();
    if (begins && (!markdown || asked.equals(HTML))) {
      return HTML;
    }
    if (asked.equals(HTML) && !markdown && HTML_SIGN.matcher(text).find()) {
      return HTML;
    }
    return asked.equals(DOCTAGS) && !markdown && DocTagsBlocks.knows(text) ? DOCTAGS : MARKDOWN;
  }
}
