package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingVersion;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Hangs the blocks of pages into a document's tree, in the order they are added. Confined to one
/// assembly.
final class TreeBuilder {
  private final RunningLines running;
  private final PageArt art;
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
  private final OpenText openText = new OpenText();
  private final OpenTable openTable = new OpenTable();

  TreeBuilder(RunningLines running, PageArt art, Headings headings, PictureLedger ledger) {
    this.running = running;
    this.art = art;
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
        DoclingVersion.of(pictures),
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
    switch (text.kind()) {
      case TITLE, HEADING -> addHeading(page, id, text);
      case CAPTION -> addBeside(page, text, TextLabel.CAPTION);
      case FOOTNOTE -> addBeside(page, text, TextLabel.FOOTNOTE);
      case LIST_ITEM -> addRunning(page, text, addListItem(page, text));
      case CODE -> {
        lists.end();
        addRunning(page, text, addPlain(page, text, TextLabel.CODE));
      }
      case PARAGRAPH, PAGE_HEADER, PAGE_FOOTER -> addParagraph(page, text);
    }
  }

  /// Not part of the running text, which may go on behind it.
  private void addBeside(ReadPage page, PageBlock.Text text, TextLabel label) {
    lists.end();
    addPlain(page, text, label);
  }

  private void addParagraph(ReadPage page, PageBlock.Text text) {
    Optional<Ref> begun = openText.goesOnIn(page, text);
    if (begun.isPresent()) {
      goOn(begun.get(), page, text);
      addRunning(page, text, begun.get());
      return;
    }
    lists.end();
    addRunning(page, text, addPlain(page, text, TextLabel.TEXT));
  }

  private void goOn(Ref begun, ReadPage page, PageBlock.Text rest) {
    TextItem before = texts.get(begun.index());
    String joined = OpenText.joined(before.text(), rest.text());
    int characters = codePoints(joined) - codePoints(rest.text());
    texts.set(
        begun.index(),
        before.continuedAs(
            joined, provenance(page, rest).stream().map(prov -> prov.after(characters)).toList()));
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  /// @param ref where the text is, or goes on
  private void addRunning(ReadPage page, PageBlock.Text text, Ref ref) {
    openText.read(page, text, ref);
    openTable.end();
  }

  private void addHeading(ReadPage page, BlockId id, PageBlock.Text text) {
    lists.end();
    if (headings.isTitle(id)) {
      addRunning(page, text, addPlain(page, text, TextLabel.TITLE));
      return;
    }
    Ref self = Ref.text(texts.size());
    int level = headings.levelOf(text);
    texts.add(TextItem.sectionHeader(self, Ref.BODY, provenance(page, text), text.text(), level));
    body.add(self);
    addRunning(page, text, self);
  }

  private Ref addPlain(ReadPage page, PageBlock.Text text, TextLabel label) {
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.plain(self, Ref.BODY, label, provenance(page, text), text.text()));
    body.add(self);
    return self;
  }

  private Ref addListItem(ReadPage page, PageBlock.Text text) {
    Ref self = Ref.text(texts.size());
    Ref list = lists.add(self, text.level());
    texts.add(TextItem.listItem(self, list, provenance(page, text), text.text(), text.marker()));
    return self;
  }

  private void addTable(ReadPage page, PageBlock.Table table, Optional<PageBlock.Text> caption) {
    lists.end();
    Optional<OpenTable.Rest> rest = openTable.goesOnIn(page, table, caption);
    if (rest.isPresent()) {
      goOn(rest.get(), page, table, caption);
      return;
    }
    Ref self = Ref.table(tables.size());
    openTable.read(page, table, self);
    tables.add(
        TableItem.of(
            self,
            Ref.BODY,
            provenance(page, table.box(), ""),
            addCaption(page, caption, self),
            CellTable.of(table)));
    body.add(self);
  }

  /// What a caption says that it goes on is no part of the text.
  private void goOn(
      OpenTable.Rest rest, ReadPage page, PageBlock.Table table, Optional<PageBlock.Text> caption) {
    Ref begun = rest.table();
    caption.ifPresent(text -> addPlain(page, text, TextLabel.PAGE_HEADER));
    tables.set(
        begun.index(),
        tables.get(begun.index()).continuedBy(rest.rows(), provenance(page, table.box(), "")));
    openTable.read(page, table, begun);
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
    ContentLayer layer = art.layerOf(page, picture);
    if (layer == ContentLayer.BODY) {
      lists.end();
      openTable.end();
    }
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
            layer,
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
