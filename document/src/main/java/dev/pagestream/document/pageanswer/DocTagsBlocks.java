package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Markup;
import dev.pagestream.document.markup.Markup.Token;
import dev.pagestream.document.markup.TableMarkup;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads DocTags, docling's page language, tag by tag: an element ends where it is closed, where
/// the next one begins, or with the text. What stands between elements is kept as a paragraph,
/// except inside of pictures. Confined to one reading.
final class DocTagsBlocks {
  /// Coordinates count from 0 to 500 over the page, from its top left.
  private static final double GRID = 500;

  private static final int BOX_NUMBERS = 4;
  private static final int MAX_LOCATION = 100_000;
  private static final String LOCATION = "loc_";
  private static final String SECTION_HEADER = "section_header_level_";
  private static final Set<String> TABLES = Set.of("otsl", "document_index");
  private static final Set<String> PICTURES = Set.of("picture", "chart");
  private static final Set<String> LISTS = Set.of("ordered_list", "unordered_list");
  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "text",
          "paragraph",
          "list_item",
          "caption",
          "footnote",
          "formula",
          "code",
          "page_header",
          "page_footer",
          "inline",
          "reference",
          "checkbox_selected",
          "checkbox_unselected",
          "key_value_region");

  private final BlockList blocks;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> location = new ArrayList<>();

  /// The element that is being read; empty between elements.
  private String element = "";

  private boolean inPicture;

  /// Number of the last item of an ordered list; negative elsewhere.
  private int item = -1;

  DocTagsBlocks(BlockList blocks) {
    this.blocks = blocks;
  }

  /// Whether the text has any element of DocTags.
  static boolean knows(String text) {
    return Markup.tokens(text).stream()
        .anyMatch(token -> token instanceof Token.Open(String name, _, _) && isElement(name));
  }

  void read(String doctags) {
    List<Token> tokens = Markup.tokens(doctags);
    int at = 0;
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Text(String content, int _, int _) -> append(content);
        case Token.Open(String name, int start, int _) when TABLES.contains(name) -> {
          int close = endOfTable(tokens, at);
          int end = close < tokens.size() ? tokens.get(close).start() : doctags.length();
          readTable(doctags.substring(start, end));
          at = close - 1;
        }
        case Token.Open(String name, int _, int _) -> open(name);
        case Token.Close(String name, int _, int _) -> close(name);
      }
      at++;
    }
    flush();
  }

  private static boolean isElement(String name) {
    return TEXTS.contains(name)
        || TABLES.contains(name)
        || PICTURES.contains(name)
        || LISTS.contains(name)
        || name.startsWith(SECTION_HEADER);
  }

  private void append(String content) {
    boolean stray = element.isEmpty();
    if (!stray || !inPicture) {
      text.append(content);
    }
  }

  private void open(String name) {
    if (name.startsWith(LOCATION)) {
      locate(name.substring(LOCATION.length()));
    } else if (isElement(name) && !element.equals("inline")) {
      flush();
      if (PICTURES.contains(name)) {
        inPicture = true;
      } else if (LISTS.contains(name)) {
        item = name.equals("ordered_list") ? 0 : -1;
      } else {
        element = name;
      }
    } else if (name.equals("br")) {
      text.append('\n');
    }
  }

  private void close(String name) {
    if (isElement(name) && (!element.equals("inline") || name.equals("inline"))) {
      flush();
      inPicture &= !PICTURES.contains(name);
      item = LISTS.contains(name) ? -1 : item;
    }
  }

  private void locate(String number) {
    if (location.size() < BOX_NUMBERS && number.chars().allMatch(Character::isDigit)) {
      location.add(number.length() > 5 ? MAX_LOCATION : Integer.parseInt("0" + number));
    }
  }

  /// Ends at its closing tag, or where another element begins.
  private static int endOfTable(List<Token> tokens, int open) {
    int at = open + 1;
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Open(String name, int _, int _) when isElement(name) -> {
          return at;
        }
        case Token.Close(String name, int _, int _) when isElement(name) -> {
          return at;
        }
        case Token.Text _, Token.Open _, Token.Close _ -> at++;
      }
    }
    return at;
  }

  private void readTable(String content) {
    flush();
    for (Token token : Markup.tokens(content)) {
      if (token instanceof Token.Open(String name, _, _) && name.startsWith(LOCATION)) {
        locate(name.substring(LOCATION.length()));
      }
    }
    blocks.addTable(TableMarkup.otsl(content), Markup.plain(content), box());
    location.clear();
  }

  private void flush() {
    String content = text.toString();
    Box box = box();
    switch (element) {
      case "title" -> blocks.addHeading(1, content, box);
      case "caption" -> blocks.add(TextKind.CAPTION, content, box);
      case "page_header" -> blocks.add(TextKind.PAGE_HEADER, content, box);
      case "page_footer" -> blocks.add(TextKind.PAGE_FOOTER, content, box);
      case "list_item" -> addItem(content, box);
      case "code" -> blocks.addCode(content, box);
      case "footnote" -> blocks.add(TextKind.FOOTNOTE, content, box);
      case "checkbox_selected" -> addCheckbox("☑", content, box);
      case "checkbox_unselected" -> addCheckbox("☐", content, box);
      case String header when header.startsWith(SECTION_HEADER) ->
          blocks.addHeading(1 + level(header), content, box);
      case String _ -> blocks.add(TextKind.PARAGRAPH, content, box);
    }
    text.setLength(0);
    location.clear();
    element = "";
  }

  private void addItem(String content, Box box) {
    if (!content.isBlank() && item >= 0) {
      item++;
    }
    blocks.addItem(item > 0 ? item + "." : "", content, box);
  }

  private void addCheckbox(String mark, String content, Box box) {
    blocks.add(TextKind.PARAGRAPH, content.isBlank() ? "" : mark + " " + content, box);
  }

  private static int level(String header) {
    String number = header.substring(SECTION_HEADER.length());
    return number.length() == 1 && Character.isDigit(number.charAt(0)) ? number.charAt(0) - '0' : 1;
  }

  private Box box() {
    if (location.size() < BOX_NUMBERS) {
      return blocks.page();
    }
    Box page = blocks.page();
    double left = location.get(0) * page.width() / GRID;
    double top = location.get(1) * page.height() / GRID;
    double right = location.get(2) * page.width() / GRID;
    double bottom = location.get(3) * page.height() / GRID;
    Box box = new Box(left, top, right, bottom).intersect(page);
    return box.area() > 0 ? box : page;
  }
}
