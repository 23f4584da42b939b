package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import java.io.IOException;
import java.util.List;

/// Renders blocks as docling-core does, with what [HtmlExporter] lists. Confined to one export.
final class HtmlBody {
  private final HtmlTexts texts;
  private final HtmlTables tables;
  private final HtmlLists lists;
  private final HtmlFigures figures;
  private final Outline outline = new Outline();

  HtmlBody(DoclingDocument document, HtmlOptions options, String language, Direction base) {
    this.texts = new HtmlTexts(language, base);
    this.tables = new HtmlTables(base);
    this.lists = new HtmlLists(base);
    this.figures = new HtmlFigures(document, options, texts, tables);
  }

  /// A block per line.
  void write(List<Block> blocks, Appendable out) throws IOException {
    JoinedParts lines = new JoinedParts(out, "\n");
    for (Block block : blocks) {
      lines.add(render(block));
    }
  }

  HtmlTexts texts() {
    return texts;
  }

  private String render(Block block) {
    return switch (block) {
      case Block.PageBreak() -> "";
      case Block.Text(TextItem item) -> Inline.oneLine(item.text()).isEmpty() ? "" : text(item);
      case Block.ItemList list -> lists.render(list);
      case Block.Picture(PictureItem item, List<TextItem> captions) ->
          figures.render(item, captions);
      case Block.Table(TableItem item, List<TextItem> captions) ->
          tables.render(item.data(), texts.captions(captions));
    };
  }

  private String text(TextItem item) {
    return switch (item.label()) {
      case TITLE -> texts.element("h" + outline.title(), item.text());
      case SECTION_HEADER ->
          texts.element("h" + outline.heading(item.level().orElse(1)), item.text());
      case CODE -> texts.code(Inline.lines(item.text()));
      case TEXT, LIST_ITEM, CAPTION, FOOTNOTE, PAGE_HEADER, PAGE_FOOTER ->
          texts.element("p", item.text());
    };
  }
}
