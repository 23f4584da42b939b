package dev.pagestream.pageworker.text;

import dev.pagestream.pageworker.model.Bookmark;
import dev.pagestream.pageworker.model.Origin;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.StructureElement;
import dev.pagestream.pageworker.model.TextLine;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the document itself calls headings: by its tags (`Title`, `H1` to `H6`, ISO 32000-1,
/// 14.8.4.3.2) and by its bookmarks, which name headings of the pages they lead to. Confined to one
/// page.
///
/// Tags that say `P` of a heading are common and say nothing.
final class DeclaredHeadings {
  /// Of a title, which stands above the first level.
  static final int TITLE_LEVEL = 0;

  private static final int MAX_DEPTH = 64;

  /// A bookmark may repeat a heading, never a paragraph.
  private static final int MAX_ROWS = 4;

  private static final int MIN_LETTERS = 3;

  private static final Pattern LEVEL = Pattern.compile("H([1-6])");
  private static final Pattern NUMBER = Pattern.compile("^[\\s\\d.]+");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final List<StructureElement> structure;
  private final Map<String, Integer> levelByTitle = new HashMap<>();

  DeclaredHeadings(PageModel model) {
    structure = model.structure();
    for (Bookmark bookmark : model.bookmarks()) {
      levelByTitle.putIfAbsent(letters(bookmark.title()), bookmark.level());
    }
  }

  /// From 1, or [#TITLE_LEVEL]; empty when the document does not say that it is a heading.
  Optional<Integer> levelOf(TextBlock block, String text) {
    return tagged(block).or(() -> bookmarked(block, text));
  }

  private Optional<Integer> tagged(TextBlock block) {
    if (structure.isEmpty()) {
      return Optional.empty();
    }
    List<Optional<Integer>> levels =
        block.lines().stream().map(TextLine::origin).map(this::level).distinct().toList();
    return levels.size() == 1 ? levels.getFirst() : Optional.empty();
  }

  private Optional<Integer> level(Origin origin) {
    int index = origin.element();
    for (int step = 0; index != Origin.NO_ELEMENT && step < MAX_DEPTH; step++) {
      StructureElement element = structure.get(index);
      if (element.type().equals("Title")) {
        return Optional.of(TITLE_LEVEL);
      }
      var level = LEVEL.matcher(element.type());
      if (level.matches()) {
        return Optional.of(Integer.parseInt(level.group(1)));
      }
      index = element.parent();
    }
    return Optional.empty();
  }

  private Optional<Integer> bookmarked(TextBlock block, String text) {
    if (levelByTitle.isEmpty() || block.rows() > MAX_ROWS) {
      return Optional.empty();
    }
    String letters = letters(text);
    return letters.length() < MIN_LETTERS
        ? Optional.empty()
        : Optional.ofNullable(levelByTitle.get(letters));
  }

  /// Bookmarks leave out the number of a heading, or its punctuation.
  private static String letters(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return NO_LETTER.matcher(NUMBER.matcher(plain).replaceFirst("")).replaceAll("");
  }
}
