package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingVersion;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.PageItem;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes documents node by node, also such as the assembler never makes.
final class DocumentDraft {
  private static final double PAGE_HEIGHT_PT = 792;

  private final String name;
  private final List<Ref> body = new ArrayList<>();
  private final List<GroupItem> groups = new ArrayList<>();
  private final List<TextItem> texts = new ArrayList<>();
  private final List<PictureItem> pictures = new ArrayList<>();
  private final List<TableItem> tables = new ArrayList<>();
  private final List<PagestreamNotes.Source> sources = new ArrayList<>();
  private final SortedMap<Integer, PageItem> pages = new TreeMap<>();
  private int page;

  DocumentDraft(String name) {
    this.name = name;
  }

  /// An item of a list.
  record Item(String marker, String text, List<Item> inner) {
    static Item of(String marker, String text, Item... inner) {
      return new Item(marker, text, List.of(inner));
    }
  }

  /// What follows is on this page.
  DocumentDraft page(int number) {
    return page(number, Optional.empty());
  }

  DocumentDraft page(int number, Optional<ImageRef> image) {
    page = number;
    pages.put(number, new PageItem(new Size(612, PAGE_HEIGHT_PT), image, number));
    return this;
  }

  DocumentDraft title(String text) {
    return text(TextLabel.TITLE, text);
  }

  DocumentDraft heading(int level, String text) {
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.sectionHeader(self, Ref.BODY, prov(), text, level));
    body.add(self);
    return this;
  }

  DocumentDraft paragraph(String text) {
    return text(TextLabel.TEXT, text);
  }

  DocumentDraft text(TextLabel label, String text) {
    body.add(add(Ref.BODY, label, text));
    return this;
  }

  DocumentDraft list(Item... items) {
    body.add(list(Ref.BODY, List.of(items)));
    return this;
  }

  DocumentDraft table(String caption, CellTable data) {
    Ref self = Ref.table(tables.size());
    tables.add(TableItem.of(self, Ref.BODY, prov(), captions(self, caption), data));
    body.add(self);
    return this;
  }

  DocumentDraft picture(String caption, Optional<PictureMeta> meta, Optional<ImageRef> image) {
    Ref self = Ref.picture(pictures.size());
    pictures.add(
        PictureItem.of(
            self, Ref.BODY, ContentLayer.BODY, prov(), captions(self, caption), meta, image));
    body.add(self);
    return this;
  }

  /// What the source says stands for the picture before.
  DocumentDraft alternate(String text) {
    sources.add(
        new PagestreamNotes.Source(
            Ref.picture(pictures.size() - 1).pointer(), Optional.of(text), List.of()));
    return this;
  }

  DoclingDocument build() {
    return new DoclingDocument(
        DoclingVersion.of(pictures),
        name,
        Optional.empty(),
        GroupItem.furniture(),
        GroupItem.body(body),
        groups,
        texts,
        pictures,
        tables,
        pages,
        Optional.of(new PagestreamNotes(List.of(), List.of(), sources))
            .filter(notes -> !notes.saysNothing()));
  }

  private List<Ref> captions(Ref owner, String caption) {
    return caption.isEmpty() ? List.of() : List.of(add(owner, TextLabel.CAPTION, caption));
  }

  private Ref add(Ref parent, TextLabel label, String text) {
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, parent, label, prov(), text));
    return self;
  }

  private Ref list(Ref parent, List<Item> items) {
    Ref self = Ref.group(groups.size());
    int at = groups.size();
    groups.add(GroupItem.list(self, parent, List.of()));
    List<Ref> refs = new ArrayList<>();
    for (Item item : items) {
      Ref ref = Ref.text(texts.size());
      int text = texts.size();
      texts.add(TextItem.listItem(ref, self, prov(), item.text(), item.marker()));
      if (!item.inner().isEmpty()) {
        Ref inner = list(ref, item.inner());
        texts.set(text, texts.get(text).withChildren(List.of(inner)));
      }
      refs.add(ref);
    }
    groups.set(at, GroupItem.list(self, parent, refs));
    return self;
  }

  private List<Provenance> prov() {
    return page == 0
        ? List.of()
        : List.of(Provenance.of(page, PAGE_HEIGHT_PT, new Box(72, 300, 540, 320), ""));
  }
}
