package dev.pagestream.pageworker.web;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.written.Flow;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.WrittenDocument;
import dev.pagestream.pageworker.written.WrittenPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// An HTML file: one page without places.
public final class HtmlDocument implements WrittenDocument {
  /// Deeper elements become siblings.
  private static final int MAX_DEPTH = 512;

  /// Each element takes a few hundred bytes.
  private static final int MAX_TAGS = 500_000;

  private final Path file;

  public HtmlDocument(Path file) {
    this.file = file;
  }

  @Override
  public int pages() {
    return 1;
  }

  @Override
  public WrittenPage read(int page) throws IOException, PageFailedException {
    byte[] bytes = SourceText.bytes(file, "HTML page");
    requireFewTags(bytes);
    // The charset is that of the byte order mark or of a meta element.
    Document document = Jsoup.parse(new ByteArrayInputStream(bytes), null, "", parser());
    PageWriter writer = PageWriter.withoutPages();
    boolean nameless = firstLevelHeadings(document) == 0;
    if (nameless) {
      writer.title(document.title(), Box.NOWHERE);
    }
    HeadingLevels levels =
        nameless
            ? new HeadingLevels(writer.size() > 0)
            : HeadingLevels.of(firstLevelHeadings(document));
    Flow flow = new Flow(writer);
    new HtmlBlocks(writer, flow, levels).children(document.body());
    flow.flush();
    return writer.build();
  }

  static Parser parser() {
    return Parser.htmlParser().setMaxDepth(MAX_DEPTH);
  }

  private static long firstLevelHeadings(Document document) {
    return document.select("h1").stream()
        .filter(Element::hasText)
        .filter(heading ->
            !HtmlBlocks.leftOut(heading)
                && heading.parents().stream().noneMatch(HtmlBlocks::leftOut))
        .count();
  }

  private static void requireFewTags(byte[] html) throws PageFailedException {
    int tags = 0;
    for (byte character : html) {
      if (character == '<') {
        tags++;
      }
    }
    if (tags > MAX_TAGS) {
      throw new PageFailedException(
          FailureCode.SOURCE_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "The HTML page has %,d tags, the limit is %,d. Split it.",
              tags,
              MAX_TAGS));
    }
  }

  @Override
  public void close() {}
}
