package dev.pagestream.pageworker.written;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes the blocks of a page in their order. Used for one page, by one thread.
///
/// Texts are put into one line, code apart; what has no text is left out.
public final class PageWriter {
  /// Blocks of one page; more are not handled.
  static final int MAX_BLOCKS = 100_000;

  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\p{Cntrl}]+");

  /// What programs write where nobody wrote an alternate text.
  private static final Pattern FILE_NAME =
      Pattern.compile(
          "\\S{1,200}\\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg|emf|wmf)", Pattern.CASE_INSENSITIVE);

  private final int page;
  private final double widthPt;
  private final double heightPt;
  private final List<ArrangedPage.Item> items = new ArrayList<>();
  private final List<EmbeddedImage> images = new ArrayList<>();

  public PageWriter(int page, double widthPt, double heightPt) {
    this.page = page;
    this.widthPt = widthPt;
    this.heightPt = heightPt;
  }

  /// For sources without pages.
  public static PageWriter withoutPages() {
    return new PageWriter(1, 0, 0);
  }

  static String oneLine(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  public void title(String text, Box box) {
    add(TextKind.TITLE, oneLine(text), 1, "", box);
  }

  /// @param level from 1
  public void heading(int level, String text, Box box) {
    add(TextKind.HEADING, oneLine(text), level, "", box);
  }

  /// @param kind one that has neither level nor marker
  public void text(TextKind kind, String text, Box box) {
    add(kind, oneLine(text), 0, "", box);
  }

  /// @param level how many lists it stands in beside its own
  public void listItem(int level, String marker, String text, Box box) {
    add(TextKind.LIST_ITEM, oneLine(text), level, oneLine(marker), box);
  }

  /// @param text keeps its lines
  public void code(String text, Box box) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
    add(TextKind.CODE, lines.isBlank() ? "" : lines, 0, "", box);
  }

  /// @param alternate text; may be empty, and counts as such when it is the name of a file
  /// @return where it is, for [#caption(int, String)]
  public int picture(Box box, String alternate, EmbeddedImage image) {
    String words = FILE_NAME.matcher(alternate.strip()).matches() ? "" : oneLine(alternate);
    add(
        new ArrangedPage.Picture(
            images.size(),
            box,
            false,
            Optional.empty(),
            List.of(),
            words.isEmpty() ? Optional.empty() : Optional.of(words),
            List.of()));
    images.add(image);
    return items.size() - 1;
  }

  /// Nothing is written of a table without text; one with too many places becomes a paragraph per
  /// row.
  public void table(TableWriter table, Box box) {
    if (table.tooLarge()) {
      for (int row = 0; row < table.rows(); row++) {
        text(TextKind.PARAGRAPH, String.join(" | ", table.texts(row)), box);
      }
    } else if (table.hasText()) {
      add(new ArrangedPage.Table(table.table(box)));
    }
  }

  /// How many blocks there are: where the next one goes.
  public int size() {
    return items.size();
  }

  /// Whether the block is a picture or a table, so that it can have a caption.
  public boolean takesCaption(int index) {
    return switch (items.get(index)) {
      case ArrangedPage.Picture picture -> picture.caption().isEmpty();
      case ArrangedPage.Table table -> table.block().caption().isEmpty();
      case ArrangedPage.Text _ -> false;
    };
  }

  /// Adds the caption of an earlier block.
  public void caption(int owner, String text) {
    String line = oneLine(text);
    if (!line.isEmpty()) {
      items.set(owner, Captions.with(items.get(owner), items.size()));
      text(TextKind.CAPTION, line, Box.NOWHERE);
    }
  }

  public WrittenPage build() {
    return new WrittenPage(
        new ArrangedPage(page, widthPt, heightPt, Captions.linked(items)), images);
  }

  private void add(TextKind kind, String text, int level, String marker, Box box) {
    if (!text.isEmpty()) {
      add(new ArrangedPage.Text(new PageBlock.Text(kind, text, box, level, 0, marker)));
    }
  }

  private void add(ArrangedPage.Item item) {
    if (items.size() >= MAX_BLOCKS) {
      throw new TooManyBlocksException();
    }
    items.add(item);
  }
}
