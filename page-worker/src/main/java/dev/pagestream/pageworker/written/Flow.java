package dev.pagestream.pageworker.written;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Running text with pictures in it, written as a paragraph or a list item when its block ends.
/// Pictures in a text come after it. Used for one page, by one thread.
public final class Flow {
  private final PageWriter page;
  private final StringBuilder text = new StringBuilder();
  private final List<Pending> pictures = new ArrayList<>();
  private final Deque<String> items = new ArrayDeque<>();
  private int lists;

  /// A picture that waits for the end of its text.
  ///
  /// @param caption may be empty
  private record Pending(String alternate, String caption, EmbeddedImage image) {}

  public Flow(PageWriter page) {
    this.page = page;
  }

  public void append(String more) {
    text.append(more);
  }

  /// @param alternate may be empty
  /// @param caption may be empty
  public void picture(String alternate, String caption, EmbeddedImage image) {
    pictures.add(new Pending(alternate, caption, image));
  }

  /// The edge of a paragraph. Those of one list item make one text.
  public void paragraph() {
    if (items.isEmpty()) {
      flush();
    } else {
      text.append(' ');
    }
  }

  public void beginList() {
    flush();
    lists++;
  }

  public void endList() {
    flush();
    lists--;
  }

  /// @param marker as it would be printed
  public void beginItem(String marker) {
    flush();
    items.push(marker);
  }

  public void endItem() {
    flush();
    items.pop();
  }

  /// Writes what there is.
  public void flush() {
    String words = take();
    if (!words.isBlank()) {
      if (items.isEmpty()) {
        page.text(TextKind.PARAGRAPH, words, Box.NOWHERE);
      } else {
        page.listItem(Math.max(0, lists - 1), items.pop(), words, Box.NOWHERE);
        items.push(""); // What follows in the same item has no marker of its own.
      }
    }
    flushPictures();
  }

  /// The text so far, for a block that is not a paragraph; then nothing is left of it.
  public String take() {
    String words = text.toString();
    text.setLength(0);
    return words;
  }

  /// Writes the pictures that were met since.
  public void flushPictures() {
    for (Pending picture : pictures) {
      int at = page.picture(Box.NOWHERE, picture.alternate(), picture.image());
      page.caption(at, picture.caption());
    }
    pictures.clear();
  }
}
