package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.page.LineJoin;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.Optional;

/// The last running text of the body, which may go on at the top of the next page or column: what
/// stands between, pictures, tables, footnotes and running lines, does not end it. Confined to one
/// assembly.
///
/// A text goes on when it does not end a sentence and the next begins with a small letter, as in
/// docling; in scripts without small letters, when it does not end a sentence. Pages that are wider
/// than high are slides, whose texts end with them.
final class OpenText {
  private static final String SENTENCE_ENDS =
      ".!?:;\u2026\u3002\uFF01\uFF1F\uFF1A\uFF1B\u061F\u06D4\u0964";
  private static final String CLOSERS = "\"'\u201D\u2019\u00BB\u203A)]\u300D\u300F\uFF09";

  /// Sizes vary by rounding in the source.
  private static final double SAME_SIZE_PT = 0.5;

  private Optional<Last> last = Optional.empty();

  /// @param ref where it stands in the document
  private record Last(ReadPage page, PageBlock.Text text, Ref ref) {}

  /// The text of the document in which this one goes on, if it does.
  Optional<Ref> goesOnIn(ReadPage page, PageBlock.Text text) {
    return last.filter(before ->
            text.kind() == TextKind.PARAGRAPH
                && isElsewhere(before, page, text)
                && sameSize(before.text(), text)
                && isCutShort(before.text().text())
                && isMiddle(before.text().text(), text.text()))
        .map(Last::ref);
  }

  /// A text of the body was read, and stands, or goes on, there.
  void read(ReadPage page, PageBlock.Text text, Ref ref) {
    last =
        text.kind() == TextKind.PARAGRAPH || text.kind() == TextKind.LIST_ITEM
            ? Optional.of(new Last(page, text, ref))
            : Optional.empty();
  }

  /// Both as one text.
  static String joined(String before, String after) {
    StringBuilder text = new StringBuilder(before);
    LineJoin.append(text, after);
    return text.toString();
  }

  /// On the next page, or higher up on the same one.
  private static boolean isElsewhere(Last before, ReadPage page, PageBlock.Text text) {
    boolean portrait = isPortrait(before.page()) && isPortrait(page);
    boolean nextPage = page.number() == before.page().number() + 1;
    boolean nextColumn =
        page.number() == before.page().number() && text.box().bottom() < before.text().box().top();
    return portrait && (nextPage || nextColumn);
  }

  private static boolean isPortrait(ReadPage page) {
    return page.content().heightPt() > page.content().widthPt();
  }

  /// Unknown sizes tell nothing.
  private static boolean sameSize(PageBlock.Text before, PageBlock.Text after) {
    return before.fontSizePt() == 0
        || after.fontSizePt() == 0
        || Math.abs(before.fontSizePt() - after.fontSizePt()) <= SAME_SIZE_PT;
  }

  private static boolean isCutShort(String text) {
    int end = text.length();
    while (end > 0 && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > 0 && SENTENCE_ENDS.indexOf(text.charAt(end - 1)) < 0;
  }

  private static boolean isMiddle(String before, String after) {
    int first = after.codePointAt(0);
    return Character.isLowerCase(first)
        || (hasNoCase(first) && hasNoCase(before.codePointBefore(before.length())));
  }

  private static boolean hasNoCase(int codePoint) {
    return Character.getType(codePoint) == Character.OTHER_LETTER;
  }
}
