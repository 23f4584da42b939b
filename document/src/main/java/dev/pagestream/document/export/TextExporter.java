package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.List;

/// Renders a document as plain text, as docling-core's `export_to_text`: no marks, no escapes, no images; captions,
/// descriptions and classes stay.
public final class TextExporter {
  private TextExporter() {}

  /// @return blocks with an empty line between them, without a line end at the end
  public static String export(DoclingDocument document) {
    List<String> blocks =
        Blocks.of(document).stream()
            .map(TextExporter::render)
            .filter(rendered -> !rendered.isEmpty())
            .toList();
    return String.join("\n\n", blocks);
  }

  private static String render(Block block) {
    return switch (block) {
      case Block.PageBreak() -> "";
      case Block.Text(TextItem item) -> Inline.oneLine(item.text());
      case Block.ItemList(List<TextItem> items) ->
          ListMarkers.lines(
              items, items.stream().map(item -> Inline.oneLine(item.text())).toList());
      case Block.Picture(PictureItem item, List<TextItem> captions) -> picture(item, captions);
    };
  }

  private static String picture(PictureItem item, List<TextItem> captions) {
    List<String> parts = new ArrayList<>();
    captions.forEach(caption -> parts.add(Inline.oneLine(caption.text())));
    item.meta()
        .ifPresent(
            meta -> {
              meta.description().ifPresent(d -> parts.add(Inline.oneLine(d.text())));
              meta.classification()
                  .ifPresent(c -> parts.add(Inline.humanized(c.main().className())));
            });
    return String.join("\n\n", parts);
  }
}
