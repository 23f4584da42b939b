package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Renders a document as Markdown, as docling-core does (2.87.1, `mark_meta` off), but for what an
/// image's alternative is, which docling does not let choose. Three more differences, all because
/// docling-core lets a text break out of its block: line breaks inside a text become spaces; what
/// would open another kind of block at the start of a description, or a fence anywhere, is escaped;
/// the code of a chart stands in a fence.
public final class MarkdownExporter {
  private static final String PLACEHOLDER = "<!-- image -->";

  private final MarkdownOptions options;
  private final AltTexts alts;

  private MarkdownExporter(DoclingDocument document, MarkdownOptions options) {
    this.options = options;
    this.alts = new AltTexts(document, options.altMode());
  }

  /// @return blocks with an empty line between them, without a line end at the end
  public static String export(DoclingDocument document, MarkdownOptions options) {
    return Rendering.text(out -> write(document, options, out));
  }

  /// The same, block by block.
  public static void write(DoclingDocument document, MarkdownOptions options, Appendable out)
      throws IOException {
    MarkdownExporter exporter = new MarkdownExporter(document, options);
    JoinedParts parts = new JoinedParts(out, "\n\n");
    for (Block block : Blocks.of(document)) {
      parts.add(exporter.render(block));
    }
  }

  private static String joined(List<String> blocks) {
    return blocks.stream().filter(block -> !block.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private String render(Block block) {
    return switch (block) {
      case Block.PageBreak() -> options.pageBreakPlaceholder();
      case Block.Text(TextItem item) -> text(item);
      case Block.ItemList list -> ListMarkers.lines(list, item -> Inline.escaped(item.text()));
      case Block.Picture(PictureItem item, List<TextItem> captions) -> picture(item, captions);
      case Block.Table(TableItem item, List<TextItem> captions) -> table(item, captions);
    };
  }

  private static String table(TableItem item, List<TextItem> captions) {
    List<String> parts = captions(captions);
    parts.add(GridTable.lines(item.data()));
    return joined(parts);
  }

  private static List<String> captions(List<TextItem> captions) {
    List<String> parts = new ArrayList<>();
    captions.forEach(caption -> parts.add(Inline.escaped(caption.text())));
    return parts;
  }

  private static String text(TextItem item) {
    String text = Inline.escaped(item.text());
    if (text.isEmpty()) {
      return text;
    }
    return switch (item.label()) {
      case TITLE -> "# " + text;
      case SECTION_HEADER -> "#".repeat(item.level().orElse(1) + 1) + " " + text;
      case CODE -> Inline.fenced(Inline.lines(item.text()));
      case TEXT, LIST_ITEM, CAPTION, FOOTNOTE, PAGE_HEADER, PAGE_FOOTER -> text;
    };
  }

  private String picture(PictureItem item, List<TextItem> captions) {
    List<String> parts = captions(captions);
    parts.add(image(item, captions));
    item.meta()
        .ifPresent(
            meta -> parts.addAll(PictureTexts.of(meta, Inline::description, Inline::fenced)));
    return joined(parts);
  }

  private String image(PictureItem item, List<TextItem> captions) {
    return switch (options.imageMode()) {
      case PLACEHOLDER -> PLACEHOLDER;
      case EMBEDDED, REFERENCED ->
          item.image().map(ref -> image(item, captions, ref)).orElse(PLACEHOLDER);
    };
  }

  private String image(PictureItem item, List<TextItem> captions, ImageRef ref) {
    return "![" + Inline.alternative(alts.of(item, captions).text()) + "](" + ref.uri() + ")";
  }
}
