package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.figure.FoundFigures;
import dev.pagestream.pageworker.figure.FoundPicture;
import dev.pagestream.pageworker.figure.PictureFinder;
import dev.pagestream.pageworker.figure.PictureText;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.Margins;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.TextLine;
import dev.pagestream.pageworker.table.FoundTable;
import dev.pagestream.pageworker.table.TableFinder;
import dev.pagestream.pageworker.text.CellRows;
import dev.pagestream.pageworker.text.PageStatistics;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.ReadingOrder;
import dev.pagestream.pageworker.text.TextBlock;
import dev.pagestream.pageworker.text.TextKinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Arranges what was collected on a page into blocks in reading order. Stateless, thread-safe.
///
/// The steps: pictures and their captions; lines that label them leave the text; lines to blocks;
/// cells to rows; order; kinds.
public final class PageLayout {
  private final PictureFinder finder;

  public PageLayout(PictureFinder finder) {
    this.finder = finder;
  }

  public ArrangedPage arrange(PageModel model) {
    PageText text = PageText.of(model);
    FoundFigures figures = finder.find(model, text);
    List<FoundPicture> pictures = figures.pictures();
    PictureText pictureText = PictureText.of(model, pictures);
    PageStatistics statistics = text.statistics();
    List<FoundTable> tables =
        TableFinder.find(
            model,
            text,
            figures.tables(),
            pictures.stream()
                .filter(picture -> !picture.background())
                .map(FoundPicture::box)
                .toList(),
            pictureText.outside());
    List<TextBlock> blocks =
        CellRows.join(text.blocksOf(running(pictureText.outside(), tables)), model, statistics);

    TextKinds kinds = new TextKinds(model, statistics);
    List<Piece> pieces = new ArrayList<>();
    blocks.forEach(block -> pieces.add(new TextPiece(block, kinds.classify(block))));
    pictures.forEach(picture -> pieces.add(new PicturePiece(picture)));
    tables.forEach(table -> pieces.add(new TablePiece(table)));
    return number(model, order(pieces, model, statistics), pictureText, statistics);
  }

  private static List<TextLine> running(List<TextLine> lines, List<FoundTable> tables) {
    if (tables.isEmpty()) {
      return lines;
    }
    Set<TextLine> inTables = new HashSet<>();
    tables.forEach(table -> inTables.addAll(table.lines()));
    return lines.stream().filter(line -> !inTables.contains(line)).toList();
  }

  /// What stands in the margins first and last, the rest by cuts; a background comes before what
  /// stands on it.
  private static List<Piece> order(List<Piece> pieces, PageModel model, PageStatistics statistics) {
    List<Piece> headers = new ArrayList<>();
    List<Piece> body = new ArrayList<>();
    List<Piece> footers = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case TextPiece text when text.text().kind() == TextKind.PAGE_HEADER -> headers.add(piece);
        case TextPiece text when text.text().kind() == TextKind.PAGE_FOOTER -> footers.add(piece);
        case PicturePiece picture
            when picture.picture().background() || Margins.top(picture.box(), model) ->
            headers.add(piece);
        case PicturePiece picture when Margins.bottom(picture.box(), model) -> footers.add(piece);
        case TextPiece _, PicturePiece _, TablePiece _ -> body.add(piece);
      }
    }
    List<Piece> ordered = new ArrayList<>(headers);
    ordered.addAll(ReadingOrder.of(body, Piece::box, statistics));
    ordered.addAll(footers);
    return ordered;
  }

  private static ArrangedPage number(
      PageModel model, List<Piece> ordered, PictureText pictureText, PageStatistics statistics) {
    Map<TextLine, Integer> positions = new HashMap<>();
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i) instanceof TextPiece text) {
        positions.put(text.block().first(), i);
      }
    }
    List<ArrangedPage.Item> items = new ArrayList<>();
    ListLevels levels = new ListLevels(statistics.rightToLeft());
    int index = 0;
    for (Piece piece : ordered) {
      switch (piece) {
        case TextPiece text -> items.add(new ArrangedPage.Text(levels.next(text.text())));
        case TablePiece(FoundTable found) ->
            items.add(
                new ArrangedPage.Table(
                    new PageBlock.Table(
                        found.box(),
                        found.caption().map(positions::get),
                        found.rows(),
                        found.columns(),
                        found.cells())));
        case PicturePiece(FoundPicture found) -> {
          items.add(
              new ArrangedPage.Picture(
                  index++,
                  Boxes.rounded(found.box()),
                  found.background(),
                  found.caption().map(positions::get),
                  found.panels().stream().map(Boxes::rounded).toList(),
                  found.alternate(),
                  words(pictureText.inside(found.box()))));
        }
      }
    }
    return new ArrangedPage(
        model.page(), Boxes.round(model.widthPt()), Boxes.round(model.heightPt()), items);
  }

  private static List<String> words(List<TextLine> lines) {
    return lines.stream()
        .flatMap(line -> Arrays.stream(line.text().strip().split("\\s+")))
        .toList();
  }

  /// What is put in order.
  private sealed interface Piece {
    Box box();
  }

  private record TextPiece(TextBlock block, PageBlock.Text text) implements Piece {
    @Override
    public Box box() {
      return text.box();
    }
  }

  private record TablePiece(FoundTable table) implements Piece {
    @Override
    public Box box() {
      return table.box();
    }
  }

  private record PicturePiece(FoundPicture picture) implements Piece {
    @Override
    public Box box() {
      return picture.box();
    }
  }
}
