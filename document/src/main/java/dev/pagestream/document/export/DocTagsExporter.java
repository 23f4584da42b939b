package dev.pagestream.document.export;

import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.PictureMeta.TabularChart;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Renders a document in DocTags, as docling-core does (2.87): places on a grid of 500 steps,
/// furniture where it stands, captions last; descriptions and the code of charts have no place in
/// the format. A list in an item is an item of its own, as there.
///
/// docling-core prints texts as they are, so that one with a tag in it breaks the document. Here
/// what readers would take for a tag, a special token of a model or a character reference is
/// escaped as in HTML (`&lt;`, `&amp;`); `P < 0.05` and `R&D` stay as they are. In cells every `<`
/// is escaped, because docling's reader takes all up to the next `>` for a token. Two more
/// differences, where docling-core fails: a class that is not one of docling's labels is left out,
/// and so is the place of a node on a page of unknown size.
public final class DocTagsExporter {
  private static final int GRID_STEPS = 500;
  private static final String UNKNOWN_LANGUAGE = "unknown";

  /// What may follow a `<` so that a reader takes it for markup: `<b>`, `</b>`, `<_Java_>`, `<!--`,
  /// `<?xml`, `<|end|>`.
  private static final Pattern TAG_START = Pattern.compile("<(?=[A-Za-z_/!?|])");

  private static final Pattern REFERENCE_START = Pattern.compile("&(?=#?[A-Za-z0-9]{1,31};)");

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z+#]{1,20}");

  private final PageGrid grid;

  private DocTagsExporter(PageGrid grid) {
    this.grid = grid;
  }

  /// @return without a line end at the end
  public static String export(DoclingDocument document) {
    return Rendering.text(out -> write(document, out));
  }

  /// The same, block by block.
  public static void write(DoclingDocument document, Appendable out) throws IOException {
    DocTagsExporter exporter = new DocTagsExporter(new PageGrid(document, GRID_STEPS));
    out.append("<doctag>");
    JoinedParts lines = new JoinedParts(out, "\n");
    for (Block block : Blocks.withFurniture(document)) {
      lines.add(Unicode.wellFormed(exporter.render(block)));
    }
    out.append("\n</doctag>");
  }

  private String render(Block block) {
    return switch (block) {
      case Block.PageBreak() -> "<page_break>";
      case Block.Text(TextItem item) -> text(item);
      case Block.ItemList list -> list(list);
      case Block.Picture(PictureItem item, List<TextItem> captions) -> picture(item, captions);
      case Block.Table(TableItem item, List<TextItem> captions) ->
          unlessEmpty("otsl", location(item.prov()) + otsl(item.data()) + caption(captions));
    };
  }

  private String text(TextItem item) {
    String content =
        item.label() == TextLabel.CODE
            ? "<_" + language(item) + "_>" + escaped(item.text())
            : escaped(Inline.stripped(item.text()));
    return tagged(tag(item), location(item.prov()) + content);
  }

  private static String tag(TextItem item) {
    return switch (item.label()) {
      case TITLE -> "title";
      case SECTION_HEADER -> "section_header_level_" + item.level().orElse(1);
      case TEXT -> "text";
      case LIST_ITEM -> "list_item";
      case CAPTION -> "caption";
      case FOOTNOTE -> "footnote";
      case CODE -> "code";
      case PAGE_HEADER -> "page_header";
      case PAGE_FOOTER -> "page_footer";
    };
  }

  private static String language(TextItem item) {
    return item.codeLanguage()
        .filter(name -> LANGUAGE.matcher(name).matches())
        .orElse(UNKNOWN_LANGUAGE);
  }

  private String list(Block.ItemList list) {
    List<String> items = new ArrayList<>();
    for (Block.Item item : list.items()) {
      items.add(
          unlessEmpty(
              "list_item",
              location(item.text().prov()) + escaped(Inline.stripped(item.text().text()))));
      item.inner().forEach(inner -> items.add(unlessEmpty("list_item", list(inner))));
    }
    String lines =
        items.stream()
            .filter(item -> !item.isEmpty())
            .map(item -> item + "\n")
            .collect(Collectors.joining());
    boolean ordered = list.items().getFirst().text().enumerated().orElse(false);
    return unlessEmpty(ordered ? "ordered_list" : "unordered_list", lines);
  }

  private String picture(PictureItem item, List<TextItem> captions) {
    Optional<String> label =
        item.meta()
            .flatMap(PictureMeta::classification)
            .map(classes -> classes.main().className())
            .filter(PictureLabels::isKnown);
    String chart =
        item.meta()
            .flatMap(PictureMeta::tabularChart)
            .map(TabularChart::chartData)
            .map(DocTagsExporter::otsl)
            .orElse("");
    return unlessEmpty(
        label.filter(PictureLabels::isChart).isPresent() ? "chart" : "picture",
        location(item.prov())
            + label.map(name -> "<" + name + ">").orElse("")
            + chart
            + caption(captions));
  }

  private static String otsl(CellTable table) {
    StringBuilder otsl = new StringBuilder();
    for (List<Otsl.Place> row : Otsl.rows(table)) {
      row.forEach(place -> otsl.append(cell(place)));
      otsl.append("<nl>");
    }
    return otsl.toString();
  }

  private static String cell(Otsl.Place place) {
    TableCell cell = place.cell();
    // A cell that covers several rows and columns is crossed everywhere but where it begins, as in
    // docling-core.
    return switch (place.part()) {
      case ORIGIN -> origin(cell);
      case RIGHT -> cell.rowSpan() == 1 ? "<lcel>" : "<xcel>";
      case BELOW -> cell.colSpan() == 1 ? "<ucel>" : "<xcel>";
      case INSIDE -> "<xcel>";
    };
  }

  private static String origin(TableCell cell) {
    String text = Inline.stripped(cell.text());
    if (text.isEmpty()) {
      return "<ecel>";
    }
    return token(cell) + withoutReferences(text).replace("<", "&lt;");
  }

  private static String token(TableCell cell) {
    if (cell.columnHeader()) {
      return "<ched>";
    }
    if (cell.rowHeader()) {
      return "<rhed>";
    }
    return cell.rowSection() ? "<srow>" : "<fcel>";
  }

  private String caption(List<TextItem> captions) {
    String text = captions.stream().map(TextItem::text).collect(Collectors.joining(" "));
    String locations =
        captions.stream().map(item -> location(item.prov())).collect(Collectors.joining());
    return text.isEmpty() ? "" : tagged("caption", locations + escaped(text));
  }

  private String location(List<Provenance> prov) {
    return grid.places(prov).stream()
        .flatMapToInt(PageGrid.Place::numbers)
        .mapToObj(step -> "<loc_" + step + ">")
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return TAG_START.matcher(withoutReferences(text)).replaceAll("&lt;");
  }

  private static String withoutReferences(String text) {
    return REFERENCE_START.matcher(text).replaceAll("&amp;");
  }

  private static String unlessEmpty(String tag, String content) {
    return content.isEmpty() ? "" : tagged(tag, content);
  }

  private static String tagged(String tag, String content) {
    return "<" + tag + ">" + content + "</" + tag + ">";
  }
}
