package dev.pagestream.pageworker.picture;

import dev.pagestream.document.Unicode;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.layout.ArrangedPage;
import java.util.List;
import java.util.Optional;

/// The text a picture stands in: the heading over it, and what is written just before and after it.
/// Immutable.
///
/// @param heading nearest before the picture on its page
/// @param before at most 500 characters, the last ones
/// @param after at most 500 characters, the first ones
public record Surroundings(
    Optional<String> heading, Optional<String> before, Optional<String> after) {
  private static final int MAX_CHARS = 500;
  private static final int MAX_HEADING_CHARS = 200;

  /// What is around a picture of a page.
  public static Surroundings of(ArrangedPage page, ArrangedPage.Picture picture) {
    List<ArrangedPage.Item> items = page.items();
    int at = items.indexOf(picture);
    StringBuilder before = new StringBuilder();
    Optional<String> heading = Optional.empty();
    for (int i = at - 1; i >= 0 && (heading.isEmpty() || before.length() < MAX_CHARS); i--) {
      Optional<PageBlock.Text> text = text(items, i, picture);
      if (text.filter(Surroundings::isHeading).isPresent()) {
        heading = heading.or(() -> text.map(PageBlock.Text::text));
      } else if (heading.isEmpty() && before.length() < MAX_CHARS) {
        text.ifPresent(block -> before.insert(0, block.text() + " "));
      }
    }
    StringBuilder after = new StringBuilder();
    for (int i = at + 1; i < items.size() && after.length() < MAX_CHARS; i++) {
      Optional<PageBlock.Text> text = text(items, i, picture);
      if (text.filter(Surroundings::isHeading).isPresent()) {
        break;
      }
      text.ifPresent(block -> after.append(block.text()).append(' '));
    }
    return new Surroundings(
        heading.map(words -> head(words, MAX_HEADING_CHARS)),
        present(tail(before.toString().strip())),
        present(head(after.toString().strip(), MAX_CHARS)));
  }

  /// The text of an item that is neither a picture nor this picture's caption.
  private static Optional<PageBlock.Text> text(
      List<ArrangedPage.Item> items, int index, ArrangedPage.Picture picture) {
    boolean isCaption = picture.caption().filter(caption -> caption == index).isPresent();
    return !isCaption && items.get(index) instanceof ArrangedPage.Text(PageBlock.Text block)
        ? Optional.of(block)
        : Optional.empty();
  }

  private static boolean isHeading(PageBlock.Text text) {
    return text.kind() == TextKind.HEADING || text.kind() == TextKind.TITLE;
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String head(String text, int chars) {
    return text.length() <= chars ? text : Unicode.wellFormed(text.substring(0, chars));
  }

  private static String tail(String text) {
    return text.length() <= MAX_CHARS
        ? text
        : Unicode.wellFormed(text.substring(text.length() - MAX_CHARS));
  }
}
