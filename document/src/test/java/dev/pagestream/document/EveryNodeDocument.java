package dev.pagestream.document;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingVersion;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.PageItem;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A document with every kind of node that Pagestream writes, and every part of them: the subject
/// of the golden files of all exports. Confined to one building.
public final class EveryNodeDocument {
  private static final double WIDTH_PT = 600;
  private static final double HEIGHT_PT = 800;
  private static final double LINE_PT = 20;
  private static final String MODEL = "granite-vision";

  private final UnaryOperator<String> wording;
  private final List<TextItem> texts = new ArrayList<>();
  private final List<GroupItem> groups = new ArrayList<>();
  private final List<PictureItem> pictures = new ArrayList<>();
  private final List<TableItem> tables = new ArrayList<>();
  private final List<Ref> body = new ArrayList<>();
  private final SortedMap<Integer, PageItem> pages = new TreeMap<>();
  private int page;
  private double topPt;

  private EveryNodeDocument(UnaryOperator<String> wording) {
    this.wording = wording;
  }

  public static DoclingDocument document() {
    return worded(UnaryOperator.identity());
  }

  /// The same nodes with other texts in them, in cells, captions, markers and descriptions too.
  ///
  /// @param wording makes a text of the one that stands there; a description must not get blank
  public static DoclingDocument worded(UnaryOperator<String> wording) {
    return new EveryNodeDocument(wording).build();
  }

  private DoclingDocument build() {
    turnTo(1);
    addText(TextLabel.PAGE_HEADER, "Annual report – draft");
    addText(TextLabel.TITLE, "Growth & <risk> in 2024");
    addText(
        TextLabel.TEXT, "Revenue was *up* in quarter_4: P < 0.05, R&D <b>tripled</b> &amp; more.");
    addHeading("1 Results", 1);
    addHeading("1.1 In short", 2);
    addLists();
    addText(TextLabel.CAPTION, "A caption of nothing.");
    addText(TextLabel.CODE, "if (a < b) {\n  print(\"]]>\");\n}\n\n// List<String>");
    addText(TextLabel.FOOTNOTE, "¹ Not audited; see `section 9`.");
    addText(TextLabel.PAGE_FOOTER, "1 of 2");
    turnTo(2);
    addText(TextLabel.TEXT, "Two lines\nin one text, 📈 and a tab\there.");
    addText(TextLabel.TEXT, "שלום עולם");
    addPicture("Figure 1: Revenue by quarter_2024.", chart());
    addPicture("", photograph());
    addPicture("", Optional.empty());
    addTable("Table 1: Sales <net>", sales());
    addTable("", new CellTable(List.of(), 0, 0));
    turnTo(4);
    addText(TextLabel.TEXT, "The end.");
    return new DoclingDocument(
        DoclingVersion.of(pictures),
        "every-node",
        Optional.of(new Origin("application/pdf", BigInteger.valueOf(42), "every-node.pdf")),
        GroupItem.furniture(),
        GroupItem.body(body),
        groups,
        texts,
        pictures,
        tables,
        pages,
        Optional.empty());
  }

  private void turnTo(int next) {
    page = next;
    topPt = 0;
    pages.put(page, new PageItem(new Size(WIDTH_PT, HEIGHT_PT), page));
  }

  private List<Provenance> place(String text) {
    topPt += LINE_PT;
    Box box = new Box(60, topPt, 540, topPt + LINE_PT / 2);
    return List.of(Provenance.of(page, HEIGHT_PT, box, text));
  }

  private void addText(TextLabel label, String original) {
    String text = wording.apply(original);
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, Ref.BODY, label, place(text), text));
    body.add(self);
  }

  private void addHeading(String original, int level) {
    String text = wording.apply(original);
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.sectionHeader(self, Ref.BODY, place(text), text, level));
    body.add(self);
  }

  private void addLists() {
    Ref outer = Ref.group(0);
    Ref inner = Ref.group(1);
    Ref first = addItem(outer, "•", "first <point>");
    Ref second = addItem(outer, "•", "second point");
    Ref one = addItem(inner, "1.", "one");
    Ref two = addItem(inner, "2.", "R&D");
    Ref third = addItem(outer, "", "third point");
    texts.set(second.index(), texts.get(second.index()).withChildren(List.of(inner)));
    groups.add(GroupItem.list(outer, Ref.BODY, List.of(first, second, third)));
    groups.add(GroupItem.list(inner, second, List.of(one, two)));
    body.add(outer);
  }

  private Ref addItem(Ref list, String marker, String original) {
    String text = wording.apply(original);
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.listItem(self, list, place(text), text, wording.apply(marker)));
    return self;
  }

  /// @param original no caption when empty
  private List<Ref> caption(Ref owner, String original) {
    if (original.isEmpty()) {
      return List.of();
    }
    String caption = wording.apply(original);
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, owner, TextLabel.CAPTION, place(caption), caption));
    return List.of(self);
  }

  private void addPicture(String caption, Optional<PictureMeta> meta) {
    Ref self = Ref.picture(pictures.size());
    pictures.add(
        PictureItem.of(
            self,
            Ref.BODY,
            ContentLayer.BODY,
            place(""),
            caption(self, caption),
            meta,
            Optional.empty()));
    body.add(self);
  }

  private void addTable(String caption, CellTable cells) {
    Ref self = Ref.table(tables.size());
    tables.add(TableItem.of(self, Ref.BODY, place(""), caption(self, caption), cells));
    body.add(self);
  }

  private Optional<PictureMeta> chart() {
    return Optional.of(
        new PictureMeta(
            Optional.of(new PictureMeta.Summary(wording.apply("Revenue grew & grew."), MODEL)),
            Optional.of(description("A bar chart with four bars <rising>.")),
            Optional.of(classes("bar_chart", 0.75)),
            Optional.of(
                new PictureMeta.TabularChart(
                    MODEL,
                    Optional.of(wording.apply("Revenue")),
                    CellTable.of(
                        List.of(
                            List.of(wording.apply("Q"), wording.apply("Rev")),
                            List.of(wording.apply("Q1"), wording.apply("10")))))),
            Optional.of(
                new PictureMeta.Code(
                    wording.apply("plot(q, rev)"), MODEL, Optional.of("Python")))));
  }

  private Optional<PictureMeta> photograph() {
    return Optional.of(
        new PictureMeta(
            Optional.empty(),
            Optional.of(description("A harbour.\n\nWith ships.")),
            Optional.of(classes("photograph", 0.75)),
            Optional.empty(),
            Optional.empty()));
  }

  private PictureMeta.Description description(String original) {
    return new PictureMeta.Description(
        wording.apply(original), MODEL, "f".repeat(64), MODEL, 250, 1, false, Optional.empty());
  }

  private PictureMeta.Classification classes(String name, double confidence) {
    return new PictureMeta.Classification(
        List.of(
            new PictureMeta.Prediction(confidence, MODEL, wording.apply(name)),
            new PictureMeta.Prediction(1 - confidence, MODEL, "other")));
  }

  /// Headers of columns and rows, a row that names a section, an empty cell, a place without a
  /// cell, and cells over two columns, over two rows, and over both.
  private CellTable sales() {
    return new CellTable(
        List.of(
            cell(0, 0, 1, 1, "Region", true, true, false),
            cell(0, 1, 1, 2, "Both|years", true, false, false),
            cell(1, 0, 1, 3, "Europe", false, false, true),
            cell(2, 0, 2, 1, "North", false, true, false),
            cell(2, 1, 1, 1, "x < 10", false, false, false),
            cell(2, 2, 1, 1, "", false, false, false),
            cell(3, 1, 1, 1, "12\n13", false, false, false),
            cell(4, 0, 1, 1, "South", false, true, false),
            cell(4, 1, 2, 2, "<none>", false, false, false)),
        6,
        3);
  }

  private TableCell cell(
      int row,
      int column,
      int rowSpan,
      int columnSpan,
      String text,
      boolean columnHeader,
      boolean rowHeader,
      boolean section) {
    return new TableCell(
        Optional.empty(),
        rowSpan,
        columnSpan,
        row,
        row + rowSpan,
        column,
        column + columnSpan,
        wording.apply(text),
        columnHeader,
        rowHeader,
        section);
  }
}
