package dev.pagestream.pageworker.web;

import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.written.Flow;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.WrittenDocument;
import dev.pagestream.pageworker.written.WrittenPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/// A Markdown file (CommonMark with the tables of GitHub): one page without places. Plain text is
/// read as Markdown too.
public final class MarkdownDocument implements WrittenDocument {
  /// Deeper lists, quotes and emphases stay text.
  private static final int MAX_DEPTH = 100;

  /// Settings of site generators at the top; they are no text.
  private static final Pattern FRONT_MATTER =
      Pattern.compile(
          "\\A---[ \\t]*\\R(?:[^\\n]{0,2000}\\n){0,200}?(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)");

  private final Path file;

  public MarkdownDocument(Path file) {
    this.file = file;
  }

  @Override
  public int pages() {
    return 1;
  }

  @Override
  public WrittenPage read(int page) throws IOException, PageFailedException {
    String text = SourceText.decode(SourceText.bytes(file, "Markdown file"));
    Parser parser =
        Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(MAX_DEPTH)
            .maxInlineNesting(MAX_DEPTH)
            .build();
    Node document = parser.parse(FRONT_MATTER.matcher(text).replaceFirst(""));
    PageWriter writer = PageWriter.withoutPages();
    Flow flow = new Flow(writer);
    HeadingLevels levels = HeadingLevels.of(firstLevelHeadings(document));
    new MarkdownBlocks(writer, flow, levels).children(document);
    flow.flush();
    return writer.build();
  }

  private static long firstLevelHeadings(Node document) {
    long count = 0;
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 1) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {}
}
