package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Fence;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns a model's text of a page into blocks. Pure, thread-safe and total: never throws, whatever
/// the text; models answer in other forms than they were asked for, put fences around everything
/// and stop in mid-sentence.
public final class PageAnswers {
  private static final String MARKDOWN = "markdown";
  private static final String DOCTAGS = "doctags";
  private static final String HTML = "html";

  /// Languages of a fence that holds the page itself, and not some code on it.
  private static final Set<String> PAGE_LANGUAGES =
      Set.of("markdown", "md", "html", "xml", "doctags", "doctag");

  private static final Pattern DOCTAGS_SIGN =
      Pattern.compile("<(?:doctags?|loc_\\d+|section_header_level_\\d|page_header|otsl|fcel)>");

  private static final Pattern HTML_SIGN =
      Pattern.compile(
          "(?i)<(?:!doctype html|html|body|header|footer|main|section|article|h[1-6]|p|div|ul|ol"
              + "|li|table|pre)[\\s>]");

  private PageAnswers() {}

  /// The texts of the page, in the order of the answer. A text without coordinates has the box of
  /// the whole page.
  ///
  /// @param responseFormat what was asked for: `markdown`, `doctags` or `html`; the text decides
  /// @param page the whole page, in points
  public static List<PageBlock> blocks(String responseFormat, String text, Box page) {
    BlockList blocks = new BlockList(page);
    String content = unwrapped(text);
    switch (formatOf(responseFormat, content)) {
      case DOCTAGS -> new DocTagsBlocks(blocks).read(content);
      case HTML -> new HtmlBlocks(blocks).read(content);
      case String _ -> new MarkdownBlocks(blocks).read(content);
    }
    return blocks.all();
  }

  /// The page with the answer's texts in the place of those that analysis found, and with the
  /// pictures that analysis found.
  ///
  /// @param analyzed has a conversion
  public static PageContent converted(PageContent analyzed, String text) {
    Box page = new Box(0, 0, analyzed.widthPt(), analyzed.heightPt());
    String format =
        analyzed.conversion().map(PageContent.Conversion::responseFormat).orElse(MARKDOWN);
    List<PageBlock> blocks = new PicturePlaces(page, analyzed).among(blocks(format, text, page));
    return new PageContent(
        analyzed.page(), analyzed.widthPt(), analyzed.heightPt(), blocks, analyzed.conversion());
  }

  private static String unwrapped(String text) {
    String unwrapped = Fence.unwrapped(text);
    Optional<Fence> fence =
        Fence.first(unwrapped).filter(first -> PAGE_LANGUAGES.contains(first.language()));
    return fence.map(Fence::content).orElse(unwrapped);
  }

  private static String formatOf(String asked, String text) {
    String format = asked.toLowerCase(Locale.ROOT);
    if (DOCTAGS_SIGN.matcher(text).find()) {
      return DOCTAGS;
    }
    boolean html =
        format.equals(HTML)
            ? HTML_SIGN.matcher(text).find()
            : HTML_SIGN.matcher(text.stripLeading()).lookingAt() && !hasMarkdownLines(text);
    if (html) {
      return HTML;
    }
    return format.equals(DOCTAGS) && DocTagsBlocks.knows(text) ? DOCTAGS : MARKDOWN;
  }

  /// Markdown may begin with a tag too.
  private static boolean hasMarkdownLines(String text) {
    return text.lines()
        .anyMatch(line -> line.startsWith("#") || line.startsWith("|") || line.startsWith("- "));
  }
}
