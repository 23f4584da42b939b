package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.language.TextLanguage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Renders a document as one HTML page, with docling-core's elements and classes (2.87.1) in the
/// body. Everything a source or a model wrote is escaped; the page loads nothing but its images and
/// forbids itself scripts.
///
/// Where docling's HTML and WCAG 2.2 conflict, WCAG wins. What differs:
///
/// | docling | here, and why |
/// |---|---|
/// | `html` without a language | `lang`, and `dir` in a document that runs from right to left |
/// | the title is the file's name | the document's own title, where it has one |
/// | no landmark | the body is in a `main` |
/// | a document without a title has no `h1` | its name, for screen readers only |
/// | levels of headings as they are | none is skipped: `h2`, `h4` becomes `h2`, `h3` |
/// | empty headings, paragraphs, items | left out |
/// | `img` without `alt` | by [ImageAltMode], with its size in the source, and with `aria-details` |
/// | `details` called `Meta`, closed | `About this picture`, open where no image is shown |
/// | `th` | with `scope`; an empty one is a `td` |
/// | a table as wide as it is | from seven columns on in a frame that scrolls by keyboard |
/// | tables of charts have no caption | the chart's title, its class, or `Data of the chart` |
/// | markers of items as style only | an `ol` whose numbers jump says so in `value` too |
/// | any marker beside the text | a long one in the text's line, where it can be read |
/// | code and markers unescaped | escaped: they could end their element |
/// | `dir` on what runs from right to left | on what runs another way than the page |
/// | English words | said to be English in a page of another language |
/// | its style sheet | another one: for phones, printers and dark screens too |
///
/// The split page is in docling a table of two columns, here a section per page; a document whose
/// blocks are of no page, which docling refuses, has no left side.
public final class HtmlExporter {
  private static final String UNTITLED = "Document";

  private final DoclingDocument document;
  private final HtmlOptions options;
  private final List<Block> blocks;
  private final Direction base;
  private final String language;
  private final HtmlBody body;

  private HtmlExporter(DoclingDocument document, HtmlOptions options) {
    this.document = document;
    this.options = options;
    this.blocks = Blocks.of(document);
    this.base = Direction.ofMost(words(document));
    this.language =
        options
            .language()
            .or(() -> TextLanguage.of(document.texts().stream().map(TextItem::text)))
            .orElse(HtmlOptions.DEFAULT_LANGUAGE);
    this.body = new HtmlBody(document, options, language, base);
  }

  /// All pages in one column.
  ///
  /// @return without a line end at the end
  public static String export(DoclingDocument document, HtmlOptions options) {
    return Rendering.text(out -> write(document, options, out));
  }

  /// The same, block by block.
  public static void write(DoclingDocument document, HtmlOptions options, Appendable out)
      throws IOException {
    HtmlExporter exporter = new HtmlExporter(document, options);
    exporter.page("column", exporter::column, out);
  }

  /// What each page looks like beside what is on it. Pages with neither are left out; so are the
  /// images of pages in documents that were made without them.
  ///
  /// @return without a line end at the end
  public static String exportSplitPage(DoclingDocument document, HtmlOptions options) {
    return Rendering.text(out -> writeSplitPage(document, options, out));
  }

  /// The same, page by page.
  public static void writeSplitPage(DoclingDocument document, HtmlOptions options, Appendable out)
      throws IOException {
    HtmlExporter exporter = new HtmlExporter(document, options);
    SplitPages pages = new SplitPages(document, exporter.body);
    exporter.page("split", content -> pages.write(exporter.blocks, content), out);
  }

  private static Stream<String> words(DoclingDocument document) {
    return Stream.concat(
        document.texts().stream().map(TextItem::text),
        document.tables().stream()
            .map(TableItem::data)
            .flatMap(data -> data.tableCells().stream().map(cell -> cell.text())));
  }

  private void page(String layout, Rendering content, Appendable out) throws IOException {
    Optional<String> title = title();
    String name = Inline.oneLine(document.name());
    String called = title.orElse(name.isEmpty() ? UNTITLED : name);
    List<String> lines = new ArrayList<>();
    lines.add("<!DOCTYPE html>");
    lines.add(
        "<html"
            + Html.attribute("lang", language)
            + (base == Direction.RTL ? base.attribute() : "")
            + ">");
    lines.add(HtmlHead.of(called));
    lines.add("<body>");
    lines.add("<main" + Html.attribute("class", layout) + ">");
    if (title.isEmpty()) {
      lines.add(
          "<h1 class=\"unseen\"" + base.attribute(called) + ">" + Html.text(called) + "</h1>");
    }
    out.append(String.join("\n", lines)).append("\n");
    content.to(out);
    out.append("\n</main>\n</body>\n</html>");
  }

  private Optional<String> title() {
    return blocks.stream()
        .filter(Block.Text.class::isInstance)
        .map(block -> ((Block.Text) block).item())
        .filter(item -> item.label() == TextLabel.TITLE)
        .map(item -> Inline.oneLine(item.text()))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private void column(Appendable out) throws IOException {
    out.append("<div class='page'>\n");
    if (options.pageBreaks()) {
      pages(out);
    } else {
      body.write(blocks, out);
    }
    out.append("\n</div>");
  }

  private void pages(Appendable out) throws IOException {
    String separator = "";
    for (SourcePage page : SourcePage.of(blocks)) {
      out.append(separator);
      if (page.number().isPresent()) {
        out.append(pageBreak(page.number().get())).append("\n");
      }
      body.write(page.blocks(), out);
      separator = "\n";
    }
  }

  /// A screen reader says where a page begins.
  private static String pageBreak(int number) {
    return "<hr class=\"page-break\" role=\"doc-pagebreak\""
        + Html.attribute("id", "page-" + number)
        + Html.attribute("aria-label", Integer.toString(number))
        + ">";
  }
}
