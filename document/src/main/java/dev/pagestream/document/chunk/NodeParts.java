package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.export.Block;
import dev.pagestream.document.export.GridTable;
import dev.pagestream.document.export.Inline;
import dev.pagestream.document.export.ListMarkers;
import dev.pagestream.document.export.PictureTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What chunks say of each kind of node: docling-core's Markdown without escapes.
final class NodeParts {
  private final ChunkOptions options;

  NodeParts(ChunkOptions options) {
    this.options = options;
  }

  /// @return empty when there is nothing to say
  List<Part> of(Block block) {
    Stream<Part> parts =
        switch (block) {
          case Block.PageBreak() -> Stream.empty();
          case Block.Text(TextItem item) ->
              Stream.of(Part.of(text(item), item.selfRef(), item.prov()));
          case Block.ItemList list -> items(list);
          case Block.Picture(PictureItem item, List<TextItem> captions) ->
              Stream.of(picture(item, captions));
          case Block.Table(TableItem item, List<TextItem> captions) ->
              Stream.of(table(item, captions));
        };
    return parts.filter(part -> !part.text().isBlank()).toList();
  }

  private static String text(TextItem item) {
    return item.label() == TextLabel.CODE
        ? Inline.fenced(Inline.lines(item.text()))
        : Inline.stripped(item.text());
  }

  private static Stream<Part> items(Block.ItemList list) {
    return ListMarkers.lined(list, item -> Inline.oneLine(item.text())).stream()
        .map(line -> Part.of(line.text(), line.item().selfRef(), line.item().prov()));
  }

  private Part picture(PictureItem item, List<TextItem> captions) {
    List<String> texts = new ArrayList<>();
    texts.add(options.imagePlaceholder());
    item.meta()
        .ifPresent(meta -> texts.addAll(PictureTexts.of(meta, Inline::stripped, Inline::fenced)));
    return part(texts, "", captions, item.selfRef(), item.prov());
  }

  private Part table(TableItem item, List<TextItem> captions) {
    CellTable cells = item.data();
    if (!options.markdownTables()) {
      return part(List.of(Triplets.of(cells)), "", captions, item.selfRef(), item.prov());
    }
    String lines = GridTable.lines(cells);
    return part(List.of(lines), headOf(lines), captions, item.selfRef(), item.prov());
  }

  /// The header and the dashes below it.
  private static String headOf(String table) {
    return table.lines().limit(2).collect(Collectors.joining("\n"));
  }

  private static Part part(
      List<String> texts,
      String lead,
      List<TextItem> captions,
      String selfRef,
      List<Provenance> prov) {
    List<String> said =
        captions.stream()
            .map(caption -> Inline.stripped(caption.text()))
            .filter(text -> !text.isEmpty())
            .toList();
    Stream<Provenance> places =
        Stream.concat(captions.stream().flatMap(caption -> caption.prov().stream()), prov.stream());
    return new Part(
        Stream.concat(said.stream(), texts.stream())
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n\n")),
        lead,
        said,
        Stream.concat(captions.stream().map(TextItem::selfRef), Stream.of(selfRef))
            .map(Ref::new)
            .toList(),
        Part.pageNumbers(places.toList()));
  }
}
