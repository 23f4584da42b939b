package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Entities;
import dev.pagestream.document.markup.WrittenCell;
import dev.pagestream.document.markup.WrittenTable;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Collects the blocks of a page; blank ones are left out. Confined to one reading.
final class BlockList {
  private static final int LOWEST_LEVEL = 6;

  /// Places in all tables of a page: few cells can span a huge grid, which every export would have
  /// to fill.
  private static final int MAX_TABLE_PLACES = 20_000;

  private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\\r\\u00A0]+");
  private static final Pattern LINE_BREAKS = Pattern.compile(" ?\\n ?");
  private static final Pattern BLANK_LINES_AHEAD = Pattern.compile("^(?:[ \\t]*+\\R)++");

  private final Box page;
  private final List<PageBlock> blocks = new ArrayList<>();
  private final List<PicturePlace> pictures = new ArrayList<>();
  private int tablePlaces = MAX_TABLE_PLACES;

  BlockList(Box page) {
    this.page = page;
  }

  /// What may have a caption.
  sealed interface Owner {
    /// @param block index of the table
    record Table(int block) implements Owner {}

    /// @param place index among the places of pictures
    record Picture(int place) implements Owner {}
  }

  List<PageBlock> all() {
    return blocks;
  }

  /// In the order of the answer.
  List<PicturePlace> pictures() {
    return pictures;
  }

  /// The box of a text whose place is not known.
  Box page() {
    return page;
  }

  void add(TextKind kind, String text) {
    add(kind, text, page);
  }

  void add(TextKind kind, String text, Box box) {
    addDecoded(kind, Entities.decoded(text), box);
  }

  private void addDecoded(TextKind kind, String text, Box box) {
    put(kind, tidy(text), box, 0, "");
  }

  /// @param level 1 is the title of a page, 2 a heading of the first level
  void addHeading(int level, String text, Box box) {
    TextKind kind = level <= 1 ? TextKind.TITLE : TextKind.HEADING;
    put(kind, tidy(Entities.decoded(text)), box, Math.clamp(level - 1, 1, LOWEST_LEVEL), "");
  }

  /// @param depth in how many lists its list stands
  /// @param marker as printed; may be empty
  void addItem(int depth, String marker, String text, Box box) {
    put(TextKind.LIST_ITEM, tidy(Entities.decoded(text)), box, depth, marker);
  }

  /// Its lines are kept as they are, entities too.
  void addCode(String text, Box box) {
    put(
        TextKind.CODE,
        BLANK_LINES_AHEAD.matcher(text).replaceFirst("").stripTrailing(),
        box,
        0,
        "");
  }

  /// What stood beside its cells goes before it. A table without a word is left out; one with more
  /// places than a page can have is a paragraph.
  ///
  /// @return the table, when it is one
  Optional<Owner> addTable(WrittenTable written, Box box) {
    addDecoded(TextKind.PARAGRAPH, written.beside(), page);
    Optional<Owner> owner = Optional.empty();
    Optional<PageBlock.Table> table =
        TableGrid.of(written.rows(), box, tablePlaces)
            .filter(grid -> grid.cells().stream().anyMatch(cell -> !cell.text().isBlank()));
    if (table.isPresent()) {
      tablePlaces -= table.get().rows() * table.get().columns();
      owner = Optional.of(new Owner.Table(blocks.size()));
      blocks.add(table.get());
    } else {
      addDecoded(TextKind.PARAGRAPH, words(written), box);
    }
    int caption = blocks.size();
    addDecoded(TextKind.CAPTION, written.caption(), page);
    owner.ifPresent(found -> own(found, caption));
    return owner;
  }

  Owner addPicture(Box box) {
    pictures.add(new PicturePlace(blocks.size(), box, Optional.empty()));
    return new Owner.Picture(pictures.size() - 1);
  }

  /// @param block index of the caption; nothing happens when it was left out, or when the owner has
  ///   one already
  void own(Owner owner, int block) {
    boolean caption =
        block < blocks.size()
            && blocks.get(block) instanceof PageBlock.Text text
            && text.kind() == TextKind.CAPTION;
    if (!caption) {
      return;
    }
    switch (owner) {
      case Owner.Table(int at) -> {
        if (blocks.get(at) instanceof PageBlock.Table table && table.caption().isEmpty()) {
          blocks.set(at, withCaption(table, block));
        }
      }
      case Owner.Picture(int at) -> {
        PicturePlace place = pictures.get(at);
        if (place.caption().isEmpty()) {
          pictures.set(at, new PicturePlace(place.at(), place.box(), Optional.of(block)));
        }
      }
    }
  }

  static PageBlock.Table withCaption(PageBlock.Table table, int caption) {
    return new PageBlock.Table(
        table.box(), Optional.of(caption), table.rows(), table.columns(), table.cells());
  }

  private static String words(WrittenTable table) {
    return table.rows().stream()
        .map(row -> row.stream().map(WrittenCell::text).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }

  private void put(TextKind kind, String text, Box box, int level, String marker) {
    if (!text.isBlank()) {
      blocks.add(new PageBlock.Text(kind, text, box, level, 0, marker));
    }
  }

  private static String tidy(String text) {
    return LINE_BREAKS.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("\n").strip();
  }
}
