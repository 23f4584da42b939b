package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Renders a document as plain text, as docling-core's `export_to_text`: no marks, no escapes, no
/// images; captions, descriptions and classes stay.
public final class TextExporter {
  private TextExporter() {}

  /// @return blocks with an empty line between them, without a line end at the end
  public static String export(DoclingDocument document) {
    return joined(Blocks.of(document).stream().map(TextExporter::render).toList());
  }

  private static String joined(List<String> blocks) {
    return blocks.stream().filter(block -> !block.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private static String render(Block block) {
    return switch (block) {
      case Block.PageBreak() -> "";
      case Block.Text(TextItem item) ->
          item.label() == TextLabel.CODE ? Inline.lines(item.text()) : Inline.oneLine(item.text());
      case Block.ItemList list -> ListMarkers.lines(list, item -> Inline.oneLine(item.text()));
      case Block.Picture(PictureItem item, List<TextItem> captions) -> picture(item, captions);
      case Block.Table(TableItem item, List<TextItem> captions) -> {
        List<String> parts = captions(captions);
        parts.add(GridTable.lines(item.data()));
        yield joined(parts);
      }
    };
  }

  private static List<String> captions(List<TextItem> captions) {
    List<String> parts = new ArrayList<>();
    captions.forEach(caption -> parts.add(Inline.oneLine(caption.text())));
    return parts;
  }

  private static String picture(PictureItem item, List<TextItem> captions) {
    List<String> parts = captions(captions);
    item.meta()
        .ifPresent(
            meta -> parts.addAll(PictureTexts.of(meta, Inline::oneLine, UnaryOperator.identity())));
    return joined(parts);
  }
}
