package dev.pagestream.pageworker.written;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.source.PageSource;
import dev.pagestream.pageworker.source.PictureImage;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads a page as a page worker does, and shows its blocks in lines.
public final class Written {
  private Written() {}

  public static ArrangedPage page(PageSource source, int page) throws Exception {
    return source.arrange(page, new PageLayout(new FigureFinder()));
  }

  /// `HEADING 1 Words`, `LIST_ITEM 0 • Words`, `TABLE [a | b*] [c | d]` (`*` marks what heads a
  /// column, `<` what heads a row, `2x1` what covers rows and columns), `PICTURE (alternate)`;
  /// captions by `^` and their text.
  public static List<String> blocks(ArrangedPage page) {
    return page.items().stream().map(item -> block(page, item)).toList();
  }

  private static String block(ArrangedPage page, ArrangedPage.Item item) {
    return switch (item) {
      case ArrangedPage.Text(PageBlock.Text text) ->
          switch (text.kind()) {
            case TITLE, PARAGRAPH, CAPTION, FOOTNOTE, CODE, PAGE_HEADER, PAGE_FOOTER ->
                text.kind() + " " + text.text();
            case HEADING -> "HEADING " + text.level() + " " + text.text();
            case LIST_ITEM -> "LIST_ITEM " + text.level() + " " + text.marker() + " " + text.text();
          };
      case ArrangedPage.Table(PageBlock.Table table) ->
          "TABLE " + rows(table) + caption(page, table.caption());
      case ArrangedPage.Picture picture ->
          "PICTURE"
              + picture.alternate().map(words -> " (" + words + ")").orElse("")
              + caption(page, picture.caption());
    };
  }

  private static String rows(PageBlock.Table table) {
    return table.cells().stream()
        .collect(Collectors.groupingBy(PageBlock.Cell::row, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(row -> row.stream().map(Written::cell).collect(Collectors.joining(" | ", "[", "]")))
        .collect(Collectors.joining(" "));
  }

  private static String cell(PageBlock.Cell cell) {
    return cell.text()
        + (cell.columnHeader() ? "*" : "")
        + (cell.rowHeader() ? "<" : "")
        + (cell.rowSpan() > 1 || cell.columnSpan() > 1
            ? " " + cell.rowSpan() + "x" + cell.columnSpan()
            : "");
  }

  private static String caption(ArrangedPage page, Optional<Integer> caption) {
    return caption
        .map(page.items()::get)
        .map(item ->
            item instanceof ArrangedPage.Text(PageBlock.Text text) ? " ^" + text.text() : "?")
        .orElse("");
  }

  /// `300x200` or why there is none.
  public static List<String> images(PageSource source, ArrangedPage page) throws Exception {
    return source.images(page.page(), page.pictures().toList(), 2).stream()
        .map(image ->
            switch (image) {
              case PictureImage.Present(var crop) -> crop.widthPx() + "x" + crop.heightPx();
              case PictureImage.Missing(String why) -> why;
            })
        .toList();
  }
}
