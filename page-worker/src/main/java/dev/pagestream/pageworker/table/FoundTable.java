package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.model.TextLine;
import java.util.List;
import java.util.Optional;

/// A table. Immutable.
///
/// @param box of its rules and words
/// @param cells row by row
/// @param lines whose words are in the cells; they are no running text
/// @param caption first line of its caption
public record FoundTable(
    Box box,
    int rows,
    int columns,
    List<PageBlock.Cell> cells,
    List<TextLine> lines,
    Optional<TextLine> caption) {
  public FoundTable {
    cells = List.copyOf(cells);
    lines = List.copyOf(lines);
  }

  FoundTable with(TextLine caption) {
    return new FoundTable(box, rows, columns, cells, lines, Optional.of(caption));
  }
}
