package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.PageItem;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TableItem;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Hangs the blocks of pages into a document's tree, in the order they are added. Confined to one
/// assembly.
final class TreeBuilder {
  private final RunningLines running;
  private final Headings headings;
  private final PictureLedger ledger;

  private final List<Ref> body = new ArrayList<>();
  private final List<GroupItem> groups = new ArrayList<>();
  private final List<TextItem> texts = new ArrayList<>();
  private final List<PictureItem> pictures = new ArrayList<>();
  private final SortedMap<Integer, PageItem> pages = new TreeMap<>();
  private final List<PagestreamNotes.Undescribed> undescribed = new ArrayList<>();
  private final List<PagestreamNotes.Extracted> extracted = new ArrayList<>();
  private final List<PagestreamNotes.Source> sources = new ArrayList<>();

  private final List<TableItem> tables = new ArrayList<>();
  private final OpenLists lists = new OpenLists(groups, texts, body);

  TreeBuilder(RunningLines running, Headings headings, PictureLedger ledger) {
    this.running = running;
    this.headings = headings;
    this.ledger = ledger;
  }

  void add(ReadPage page) {
    Size size = new Size(page.content().widthPt(), page.content().heightPt());
    if (size.width() > 0) {
      pages.put(page.number(), new PageItem(size, page.number()));
    }
    Captions captions = Captions.on(page);
    for (int index = 0; index < page.blocks().size(); index++) {
      switch (page.blocks().get(index)) {
        case PageBlock.Picture picture -> addPicture(page, picture, captions.of(index));
        case PageBlock.Table table -> addTable(page, table, captions.of(index));
        case PageBlock.Text text -> {
          if (!captions.claims(index)) {
            addText(page, index, text);
          }
        }
      }
    }
    lists.end();
  }

  DoclingDocument build(String name, Optional<Origin> origin) {
    return new DoclingDocument(
        name,
        origin,
        GroupItem.furniture(),
        GroupItem.body(body),
        groups,
        texts,
        pictures,
        tables,
        pages,
        Optional.of(new PagestreamNotes(undescribed, extracted, sources))
            .filter(notes -> !notes.saysNothing()));
  }

  private void addText(ReadPage page, int index, PageBlock.Text text) {
    BlockId id = new BlockId(page.number(), index);
    Optional<TextLabel> runningLine = running.labelOf(id);
    if (runningLine.isPresent()) {
      // Does not end a list that it interrupts.
      addPlain(page, text, runningLine.get());
      return;
    }
    if (text.kind() == TextKind.LIST_ITEM) {
      addListItem(page, text);
      return;
    }
    lists.end();
    switch (text.kind()) {
      case TITLE, HEADING -> addHeading(page, id, text);
      case CAPTION -> addPlain(page, text, TextLabel.CAPTION);
      case FOOTNOTE -> addPlain(page, text, TextLabel.FOOTNOTE);
      case CODE -> addPlain(page, text, TextLabel.CODE);
      case PARAGRAPH, LIST_ITEM, PAGE_HEADER, PAGE_FOOTER -> addPlain(page, text, TextLabel.TEXT);
    }
  }

  private void addHeading(ReadPage page, BlockId id, PageBlock.Text text) {
    if (headings.isTitle(id)) {
      addPlain(page, text, TextLabel.TITLE);
      return;
    }
    Ref self = Ref.text(texts.size());
    int level = headings.levelOf(text);
    texts.add(TextItem.sectionHeader(self, Ref.BODY, provenance(page, text), text.text(), level));
    body.add(self);
  }

  private void addPlain(ReadPage page, PageBlock.Text text, TextLabel label) {
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, Ref.BODY, label, provenance(page, text), text.text()));
    body.add(self);
  }

  private void addListItem(ReadPage page, PageBlock.Text text) {
    Ref self = Ref.text(texts.size());
    Ref list = lists.add(self, text.level());
    texts.add(TextItem.listItem(self, list, provenance(page, text), text.text(), text.marker()));
  }

  private void addTable(ReadPage page, PageBlock.Table table, Optional<PageBlock.Text> caption) {
    lists.end();
    Ref self = Ref.table(tables.size());
    tables.add(
        TableItem.of(
            self,
            Ref.BODY,
            provenance(page, table.box(), ""),
            addCaption(page, caption, self),
            CellTable.of(table)));
    body.add(self);
  }

  /// @return the caption, or nothing where there is none
  private List<Ref> addCaption(ReadPage page, Optional<PageBlock.Text> caption, Ref owner) {
    return caption
        .map(text -> {
          Ref ref = Ref.text(texts.size());
          texts.add(
              TextItem.plain(ref, owner, TextLabel.CAPTION, provenance(page, text), text.text()));
          return List.of(ref);
        })
        .orElse(List.of());
  }

  private void addPicture(
      ReadPage page, PageBlock.Picture picture, Optional<PageBlock.Text> caption) {
    lists.end();
    Ref self = Ref.picture(pictures.size());
    List<Ref> captions = addCaption(page, caption, self);
    SettledPicture settled = ledger.settle(page.number(), picture);
    PictureFacts.note(self, settled.result()).ifPresent(undescribed::add);
    PictureFacts.extractedOfUndescribed(self, settled).ifPresent(extracted::add);
    PictureFacts.source(self, picture, page.content().heightPt()).ifPresent(sources::add);
    pictures.add(
        PictureItem.of(
            self,
            Ref.BODY,
            provenance(page, picture.box(), ""),
            captions,
            PictureFacts.meta(settled, picture.classes()),
            Optional.ofNullable(page.images().get(picture.index()))));
    body.add(self);
  }

  private static List<Provenance> provenance(ReadPage page, PageBlock.Text text) {
    return provenance(page, text.box(), text.text());
  }

  /// Nothing where the source does not say where things stand, as docling has it.
  private static List<Provenance> provenance(ReadPage page, Box box, String text) {
    return box.equals(Box.NOWHERE)
        ? List.of()
        : List.of(Provenance.of(page.number(), page.content().heightPt(), box, text));
  }
}
