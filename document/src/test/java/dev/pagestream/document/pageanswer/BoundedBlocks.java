package dev.pagestream.document.pageanswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/// What holds for the blocks of any answer.
final class BoundedBlocks {
  static final Box PAGE = new Box(0, 0, 612, 792);

  /// A marker, a mark of a checkbox, an item's join.
  private static final int ADDED_CHARS_PER_BLOCK = 12;

  private static final int MAX_PLACES = 20_000;

  private BoundedBlocks() {}

  /// @param as the answer, for people
  static void assertBounded(List<PageBlock> blocks, String answer, String as) {
    long chars = 0;
    long places = 0;
    for (int at = 0; at < blocks.size(); at++) {
      PageBlock block = blocks.get(at);
      boolean good = block.box().intersect(PAGE).equals(block.box());
      switch (block) {
        case PageBlock.Text text -> {
          good &= !text.text().isBlank();
          chars += text.text().length();
        }
        case PageBlock.Table table -> {
          int caption = table.caption().orElse(-1);
          good &= !table.cells().isEmpty() && !overlaps(table);
          good &= caption != at && caption < blocks.size();
          places += (long) table.rows() * table.columns();
          chars += table.cells().stream().mapToLong(cell -> cell.text().length()).sum();
        }
        case PageBlock.Picture _ -> good = false;
      }
      // There may be a million of them: only a bad one is worth an assertion.
      if (!good) {
        Assertions.fail(block + " of " + as);
      }
    }
    assertThat(blocks).as(as).hasSizeLessThanOrEqualTo(answer.length() + 1);
    assertThat(places).as(as).isLessThanOrEqualTo(MAX_PLACES);
    assertThat(chars)
        .as(as)
        .isLessThanOrEqualTo(answer.length() + (long) ADDED_CHARS_PER_BLOCK * blocks.size());
  }

  /// Or stands beyond the table.
  private static boolean overlaps(PageBlock.Table table) {
    Set<Integer> taken = new HashSet<>();
    for (PageBlock.Cell cell : table.cells()) {
      if (cell.row() + cell.rowSpan() > table.rows()
          || cell.column() + cell.columnSpan() > table.columns()) {
        return true;
      }
      for (int row = cell.row(); row < cell.row() + cell.rowSpan(); row++) {
        for (int column = cell.column(); column < cell.column() + cell.columnSpan(); column++) {
          if (!taken.add(row * table.columns() + column)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
