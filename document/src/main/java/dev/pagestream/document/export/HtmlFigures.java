package dev.pagestream.document.export;

import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pictures with their captions, their alternatives, and what is known about them. Confined to one
/// export.
final class HtmlFigures {
  private static final double CSS_PIXELS_PER_INCH = 96;

  private final HtmlOptions options;
  private final HtmlTexts texts;
  private final HtmlTables tables;
  private final AltTexts alts;
  private int details;

  HtmlFigures(DoclingDocument document, HtmlOptions options, HtmlTexts texts, HtmlTables tables) {
    this.options = options;
    this.texts = texts;
    this.tables = tables;
    this.alts = new AltTexts(document, options.altMode());
  }

  /// @return empty when there is nothing to show
  String render(PictureItem item, List<TextItem> captions) {
    Optional<String> uri =
        options.imageMode() == ImageExportMode.PLACEHOLDER
            ? Optional.empty()
            : item.image().map(ImageRef::uri).flatMap(ImageUri::of);
    List<String> fields = item.meta().map(meta -> fields(item, meta)).orElse(List.of());
    String id = "picture-" + (fields.isEmpty() ? 0 : ++details);
    String image =
        uri.flatMap(_ -> item.image())
            .map(ref -> image(ref, alts.of(item, captions), fields.isEmpty() ? "" : id))
            .orElse("");
    String content = figcaption(captions) + image + details(id, fields, uri.isEmpty());
    return content.isEmpty() ? "" : "<figure>" + content + "</figure>";
  }

  private String figcaption(List<TextItem> captions) {
    String lines = texts.captions(captions);
    return lines.isEmpty() ? "" : "<figcaption>" + lines + "</figcaption>";
  }

  /// @param detailsId of what says more about it; empty when nothing does
  private String image(ImageRef image, AltTexts.Alt alt, String detailsId) {
    String more =
        alt.text().isEmpty() || detailsId.isEmpty()
            ? ""
            : Html.attribute("aria-details", detailsId);
    return texts.image(image, alt, size(image) + more);
  }

  /// As large as in the source, so that the page does not jump when images arrive.
  private static String size(ImageRef image) {
    double scale = CSS_PIXELS_PER_INCH / Math.max(1, image.dpi());
    long width = Math.round(image.size().width() * scale);
    long height = Math.round(image.size().height() * scale);
    return width > 0 && height > 0
        ? Html.attribute("width", Long.toString(width))
            + Html.attribute("height", Long.toString(height))
        : "";
  }

  /// @param open when nothing else stands for the picture
  private String details(String id, List<String> fields, boolean open) {
    return fields.isEmpty()
        ? ""
        : "<details class=\"docling-meta\""
            + Html.attribute("id", id)
            + (open ? " open" : "")
            + "><summary"
            + texts.english()
            + ">About this picture</summary>"
            + String.join("", fields)
            + "</details>";
  }

  private List<String> fields(PictureItem item, PictureMeta meta) {
    List<String> fields = new ArrayList<>();
    meta.summary().ifPresent(s -> fields.add(field("summary", span("", s.text()))));
    meta.description()
        .filter(_ -> !alts.isDecorative(item))
        .ifPresent(
            d -> fields.add(field("description", span(texts.language(d.language()), d.text()))));
    meta.classification()
        .ifPresent(c ->
            fields.add(
                field(
                    "classification",
                    span(texts.english(), Inline.humanized(c.main().className())))));
    meta.tabularChart()
        .map(chart -> chart(meta, chart))
        .filter(table -> !table.isEmpty())
        .ifPresent(table -> fields.add(field("tabular_chart", block(table))));
    meta.code()
        .ifPresent(c -> fields.add(field("code", block(texts.code(Inline.lines(c.text()))))));
    return fields;
  }

  /// Called by its class where it has no title of its own.
  private String chart(PictureMeta meta, PictureMeta.TabularChart chart) {
    String title = Inline.oneLine(chart.title().orElse(""));
    boolean isClass =
        meta.classification().filter(c -> c.main().className().equals(title)).isPresent();
    if (title.isEmpty() || isClass) {
      return tables.render(
          chart.chartData(),
          texts.caption(texts.english(), isClass ? Inline.humanized(title) : "Data of the chart"));
    }
    return tables.render(chart.chartData(), texts.caption("", title));
  }

  private String field(String name, String value) {
    return "<div class=\"docling-meta-field\""
        + Html.attribute("data-meta-name", name)
        + "><span class=\"docling-meta-field-label\""
        + texts.english()
        + ">"
        + name.replace('_', ' ')
        + ":</span> "
        + value
        + "</div>";
  }

  private String span(String attributes, String text) {
    return "<span class=\"docling-meta-field-value\""
        + attributes
        + texts.direction(text)
        + ">"
        + Html.quoted(text)
        + "</span>";
  }

  private static String block(String content) {
    return "<div class=\"docling-meta-field-value\">" + content + "</div>";
  }
}
