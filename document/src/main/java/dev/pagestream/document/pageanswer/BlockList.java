package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Entities;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Collects the blocks of a page; blank ones are left out. Confined to one reading.
final class BlockList {
  private static final int LOWEST_LEVEL = 6;
  private static final int MAX_CELLS = 20_000;
  private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\\r\\u00A0]+");
  private static final Pattern LINE_BREAKS = Pattern.compile(" ?\\n ?");

  private final Box page;
  private final List<PageBlock> blocks = new ArrayList<>();

  BlockList(Box page) {
    this.page = page;
  }

  List<PageBlock> all() {
    return blocks;
  }

  /// The box of a text whose place is not known.
  Box page() {
    return page;
  }

  void add(TextKind kind, String text) {
    add(kind, text, page);
  }

  void add(TextKind kind, String text, Box box) {
    put(kind, tidy(Entities.decoded(text)), box, 0, "");
  }

  /// @param level 1 is the title of a page, 2 a heading of the first level
  void addHeading(int level, String text, Box box) {
    TextKind kind = level <= 1 ? TextKind.TITLE : TextKind.HEADING;
    put(kind, tidy(Entities.decoded(text)), box, Math.clamp(level - 1, 1, LOWEST_LEVEL), "");
  }

  /// @param marker as printed; may be empty
  void addItem(String marker, String text, Box box) {
    put(TextKind.LIST_ITEM, tidy(Entities.decoded(text)), box, 0, marker);
  }

  /// Its lines are kept as they are.
  void addCode(String text, Box box) {
    put(TextKind.CODE, text.strip(), box, 0, "");
  }

  /// @param rows the first one names the columns
  /// @param text what stands for a table without a word, or with more cells than a page can have
  void addTable(List<List<String>> rows, String text, Box box) {
    PageBlock.Table table = PageBlock.Table.of(rows, 1, box);
    boolean filled = table.cells().stream().anyMatch(cell -> !cell.text().isBlank());
    if (filled && (long) table.rows() * table.columns() <= MAX_CELLS) {
      blocks.add(table);
    } else {
      add(TextKind.PARAGRAPH, text, box);
    }
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
