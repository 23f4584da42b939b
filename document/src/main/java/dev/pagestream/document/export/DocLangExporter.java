package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Renders a document in DocLang 0.7, docling's XML, as docling-core does (2.87) when it is not
/// told otherwise: without a namespace, without images, places on a grid of 512 steps. Any text is
/// well-formed XML 1.0: see [DocLangText].
///
/// Differences, all where docling-core fails or harms the text: the code of a chart is left out; a
/// node on a page of unknown size has no place; what looks like a tag in a text, and an empty line
/// in it, stay as they are; characters that XML cannot hold are named in attributes too. A node
/// stands in one place only, as in all that Pagestream writes.
public final class DocLangExporter {
  private static final String VERSION = "0.7";
  private static final int GRID_STEPS = 512;
  private static final int DEEPEST_HEADING = 6;
  private static final String UNKNOWN_LANGUAGE = "unknown";

  private final PageGrid grid;

  private DocLangExporter(PageGrid grid) {
    this.grid = grid;
  }

  /// @return without a line end at the end
  public static String export(DoclingDocument document) {
    return Rendering.text(out -> write(document, out));
  }

  /// The same, block by block.
  public static void write(DoclingDocument document, Appendable out) throws IOException {
    DocLangExporter exporter = new DocLangExporter(new PageGrid(document, GRID_STEPS));
    XmlLayout.write(
        "doclang",
        Map.of("version", VERSION),
        Blocks.withFurniture(document).stream().map(exporter::render).iterator(),
        out);
  }

  private XmlNode render(Block block) {
    return switch (block) {
      case Block.PageBreak() -> new XmlNode.Mark("page_break");
      case Block.Text(TextItem item) -> text(item);
      case Block.ItemList list -> list(list);
      case Block.Picture(PictureItem item, List<TextItem> captions) -> picture(item, captions);
      case Block.Table(TableItem item, List<TextItem> captions) -> table(item, captions);
    };
  }

  private XmlNode text(TextItem item) {
    List<XmlNode> nodes = new ArrayList<>();
    item.codeLanguage()
        .filter(language -> !language.equals(UNKNOWN_LANGUAGE))
        .ifPresent(language -> nodes.add(label(language)));
    nodes.addAll(content(item));
    return switch (item.label()) {
      case TITLE -> heading(1, nodes);
      case SECTION_HEADER -> heading(item.level().orElse(1) + 1, nodes);
      // A caption stands in what it belongs to; one alone is a text.
      case TEXT, LIST_ITEM, CAPTION -> new XmlNode.Element("text", nodes);
      case FOOTNOTE -> new XmlNode.Element("footnote", nodes);
      case CODE -> new XmlNode.Element("code", nodes);
      case PAGE_HEADER -> new XmlNode.Element("page_header", nodes);
      case PAGE_FOOTER -> new XmlNode.Element("page_footer", nodes);
    };
  }

  private static XmlNode heading(int level, List<XmlNode> nodes) {
    String printed = String.valueOf(Math.min(level, DEEPEST_HEADING));
    return new XmlNode.Element("heading", level == 1 ? Map.of() : Map.of("level", printed), nodes);
  }

  private List<XmlNode> content(TextItem item) {
    List<XmlNode> nodes = head(item);
    nodes.addAll(DocLangText.directed(item.text()));
    return nodes;
  }

  private List<XmlNode> head(TextItem item) {
    List<XmlNode> nodes = new ArrayList<>();
    if (item.contentLayer() == ContentLayer.FURNITURE) {
      nodes.add(new XmlNode.Mark("layer", Map.of("value", "furniture")));
    }
    nodes.addAll(location(item.prov()));
    return nodes;
  }

  /// Items are divided, not wrapped; lists in an item follow it.
  private XmlNode list(Block.ItemList list) {
    List<XmlNode> nodes = new ArrayList<>();
    for (Block.Item item : list.items()) {
      nodes.add(divider(item.text().marker().orElse("")));
      nodes.addAll(item(item));
      nodes.add(new XmlNode.LineEnd());
      for (Block.ItemList inner : item.inner()) {
        nodes.add(list(inner));
        nodes.add(new XmlNode.LineEnd());
      }
    }
    boolean ordered = list.items().getFirst().text().enumerated().orElse(false);
    return new XmlNode.Element("list", ordered ? Map.of("class", "ordered") : Map.of(), nodes);
  }

  private static XmlNode divider(String marker) {
    return marker.isEmpty()
        ? new XmlNode.Mark("ldiv")
        : new XmlNode.Element(
            "ldiv", List.of(new XmlNode.Element("marker", DocLangText.nodes(marker))));
  }

  /// A text that has a list beside it is wrapped.
  private List<XmlNode> item(Block.Item item) {
    List<XmlNode> nodes = content(item.text());
    if (item.inner().isEmpty()) {
      return nodes;
    }
    if (item.text().text().isEmpty()) {
      return nodes.isEmpty() ? nodes : List.of(new XmlNode.Element("group", nodes));
    }
    return List.of(new XmlNode.Element("text", nodes));
  }

  private XmlNode table(TableItem item, List<TextItem> captions) {
    List<XmlNode> nodes = location(item.prov());
    caption(captions).ifPresent(nodes::add);
    nodes.addAll(cells(item.data()));
    return new XmlNode.Element("table", nodes);
  }

  private XmlNode picture(PictureItem item, List<TextItem> captions) {
    Optional<String> label =
        item.meta()
            .flatMap(PictureMeta::classification)
            .map(classification -> classification.main().className());
    List<XmlNode> nodes = new ArrayList<>();
    label.ifPresent(name -> nodes.add(label(name)));
    nodes.addAll(location(item.prov()));
    caption(captions).ifPresent(nodes::add);
    item.meta()
        .ifPresent(meta -> {
          meta.description().ifPresent(it -> nodes.add(said("description", it.text())));
          meta.summary().ifPresent(it -> nodes.add(said("summary", it.text())));
        });
    List<XmlNode> chart =
        label
            .filter(PictureLabels::isChart)
            .flatMap(_ -> item.meta())
            .flatMap(PictureMeta::tabularChart)
            .map(data -> cells(data.chartData()))
            .orElse(List.of());
    if (chart.isEmpty()) {
      return new XmlNode.Element("picture", nodes);
    }
    nodes.add(new XmlNode.Element("tabular", chart));
    return new XmlNode.Element("picture", Map.of("class", "chart"), nodes);
  }

  private static XmlNode said(String element, String text) {
    return new XmlNode.Element(element, DocLangText.nodes(text));
  }

  private static XmlNode label(String name) {
    return new XmlNode.Mark("label", Map.of("value", DocLangText.legal(name)));
  }

  private Optional<XmlNode> caption(List<TextItem> captions) {
    String text = captions.stream().map(TextItem::text).collect(Collectors.joining(" "));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<XmlNode> nodes = new ArrayList<>();
    captions.forEach(item -> nodes.addAll(head(item)));
    nodes.addAll(DocLangText.nodes(text));
    return Optional.of(new XmlNode.Element("caption", nodes));
  }

  private static List<XmlNode> cells(CellTable table) {
    List<XmlNode> nodes = new ArrayList<>();
    for (List<Otsl.Place> row : Otsl.rows(table)) {
      row.forEach(place -> nodes.addAll(cell(place)));
      nodes.add(new XmlNode.Mark("nl"));
    }
    return nodes;
  }

  private static List<XmlNode> cell(Otsl.Place place) {
    return switch (place.part()) {
      case ORIGIN -> origin(place.cell());
      case RIGHT -> List.of(new XmlNode.Mark("lcel"));
      case BELOW -> List.of(new XmlNode.Mark("ucel"));
      case INSIDE -> List.of(new XmlNode.Mark("xcel"));
    };
  }

  private static List<XmlNode> origin(TableCell cell) {
    String text = Inline.stripped(cell.text());
    List<XmlNode> nodes = new ArrayList<>();
    nodes.add(new XmlNode.Mark(token(cell, text.isEmpty())));
    nodes.addAll(DocLangText.nodes(text));
    return nodes;
  }

  private static String token(TableCell cell, boolean empty) {
    if (cell.columnHeader() && cell.rowHeader()) {
      return "corn";
    }
    if (empty) {
      return "ecel";
    }
    if (cell.columnHeader()) {
      return "ched";
    }
    if (cell.rowHeader()) {
      return "rhed";
    }
    return cell.rowSection() ? "srow" : "fcel";
  }

  private List<XmlNode> location(List<Provenance> prov) {
    return grid.places(prov).stream()
        .limit(1)
        .flatMapToInt(PageGrid.Place::numbers)
        .<XmlNode>mapToObj(
            step -> new XmlNode.Mark("location", Map.of("value", String.valueOf(step))))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
