package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.PageItem;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
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

  /// Items of the list that is being read; empty between lists.
  private final List<Ref> listItems = new ArrayList<>();

  TreeBuilder(RunningLines running, Headings headings, PictureLedger ledger) {
    this.running = running;
    this.headings = headings;
    this.ledger = ledger;
  }

  void add(ReadPage page) {
    Size size = new Size(page.content().widthPt(), page.content().heightPt());
    pages.put(page.number(), new PageItem(size, page.number()));
    Captions captions = Captions.on(page);
    for (int index = 0; index < page.blocks().size(); index++) {
      switch (page.blocks().get(index)) {
        case PageBlock.Picture picture -> addPicture(page, picture, captions.of(index));
        case PageBlock.Text text -> {
          if (!captions.claims(index)) {
            addText(page, index, text);
          }
        }
      }
    }
    endList();
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
        pages,
        undescribed.isEmpty()
            ? Optional.empty()
            : Optional.of(new PagestreamNotes(undescribed, extracted)));
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
    endList();
    switch (text.kind()) {
      case TITLE, HEADING -> addHeading(page, id, text);
      case CAPTION -> addPlain(page, text, TextLabel.CAPTION);
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
    Ref list = Ref.group(groups.size());
    if (listItems.isEmpty()) {
      body.add(list);
    }
    Ref self = Ref.text(texts.size());
    texts.add(TextItem.listItem(self, list, provenance(page, text), text.text(), text.marker()));
    listItems.add(self);
  }

  private void endList() {
    if (!listItems.isEmpty()) {
      groups.add(GroupItem.list(Ref.group(groups.size()), Ref.BODY, listItems));
      listItems.clear();
    }
  }

  private void addPicture(
      ReadPage page, PageBlock.Picture picture, Optional<PageBlock.Text> caption) {
    endList();
    Ref self = Ref.picture(pictures.size());
    List<Ref> captions = new ArrayList<>();
    caption.ifPresent(text -> {
      Ref captionRef = Ref.text(texts.size());
      texts.add(
          TextItem.plain(captionRef, self, TextLabel.CAPTION, provenance(page, text), text.text()));
      captions.add(captionRef);
    });
    SettledPicture settled = ledger.settle(page.number(), picture);
    PictureFacts.note(self, settled.result()).ifPresent(undescribed::add);
    PictureFacts.extractedOfUndescribed(self, settled).ifPresent(extracted::add);
    pictures.add(
        PictureItem.of(
            self,
            Ref.BODY,
            Provenance.of(page.number(), page.content().heightPt(), picture.box(), ""),
            captions,
            PictureFacts.meta(settled, picture.classes()),
            Optional.ofNullable(page.images().get(picture.index()))));
    body.add(self);
  }

  private static Provenance provenance(ReadPage page, PageBlock.Text text) {
    return Provenance.of(page.number(), page.content().heightPt(), text.box(), text.text());
  }
}
