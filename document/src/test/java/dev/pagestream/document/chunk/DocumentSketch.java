package dev.pagestream.document.chunk;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingVersion;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Builds small documents. Confined to one test.
final class DocumentSketch {
  private final List<Ref> body = new ArrayList<>();
  private final List<TextItem> texts = new ArrayList<>();
  private final List<GroupItem> groups = new ArrayList<>();
  private final List<PictureItem> pictures = new ArrayList<>();
  private final List<TableItem> tables = new ArrayList<>();

  DocumentSketch title(String text) {
    return labelled(TextLabel.TITLE, text);
  }

  DocumentSketch heading(int level, String text) {
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.sectionHeader(self, Ref.BODY, on(1), text, level));
    body.add(self);
    return this;
  }

  DocumentSketch text(String text, int... pages) {
    return put(TextLabel.TEXT, text, Ref.BODY, pages);
  }

  DocumentSketch labelled(TextLabel label, String text) {
    return put(label, text, Ref.BODY, 1);
  }

  DocumentSketch list(String... items) {
    Ref self = Ref.group(groups.size());
    List<Ref> refs = new ArrayList<>();
    for (String item : items) {
      Ref ref = Ref.text(texts.size());
      texts.add(TextItem.listItem(ref, self, on(1), item, "-"));
      refs.add(ref);
    }
    groups.add(GroupItem.list(self, Ref.BODY, refs));
    body.add(self);
    return this;
  }

  DocumentSketch picture(String caption, Optional<PictureMeta> meta) {
    return picture(ContentLayer.BODY, caption, meta);
  }

  DocumentSketch picture(ContentLayer layer, String caption, Optional<PictureMeta> meta) {
    Ref self = Ref.picture(pictures.size());
    pictures.add(
        PictureItem.of(
            self, Ref.BODY, layer, on(2), caption(self, caption), meta, Optional.empty()));
    body.add(self);
    return this;
  }

  DocumentSketch table(String caption, CellTable cells) {
    Ref self = Ref.table(tables.size());
    tables.add(TableItem.of(self, Ref.BODY, on(3), caption(self, caption), cells));
    body.add(self);
    return this;
  }

  DoclingDocument build() {
    return new DoclingDocument(
        DoclingVersion.of(pictures),
        "sketch",
        Optional.of(new Origin("application/pdf", BigInteger.ONE, "sketch.pdf")),
        GroupItem.furniture(),
        GroupItem.body(body),
        groups,
        texts,
        pictures,
        tables,
        new TreeMap<>(),
        Optional.empty());
  }

  static PictureMeta described(String description) {
    return new PictureMeta(
        Optional.empty(),
        Optional.of(
            new PictureMeta.Description(description, "m", "f", "m", 1, 1, false, Optional.empty())),
        Optional.of(
            new PictureMeta.Classification(
                List.of(new PictureMeta.Prediction(1, "m", "bar_chart")))),
        Optional.empty(),
        Optional.empty());
  }

  private DocumentSketch put(TextLabel label, String text, Ref parent, int... pages) {
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, parent, label, on(pages), text));
    body.add(self);
    return this;
  }

  private List<Ref> caption(Ref owner, String caption) {
    if (caption.isEmpty()) {
      return List.of();
    }
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, owner, TextLabel.CAPTION, on(1), caption));
    return List.of(self);
  }

  private static List<Provenance> on(int... pages) {
    return IntStream.of(pages)
        .mapToObj(page -> Provenance.of(page, 800, new Box(0, 0, 1, 1), ""))
        .toList();
  }
}
