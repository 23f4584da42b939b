package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Entities;
import dev.pagestream.document.markup.HtmlTable;
import dev.pagestream.document.markup.Markup;
import dev.pagestream.document.markup.Markup.Token;
import dev.pagestream.document.markup.TableMarkup;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads DocTags, docling's page language, tag by tag: an element ends where it is closed, where
/// the next one begins, or with the text. What stands between elements is read as Markdown, except
/// inside of pictures. Confined to one reading.
final class DocTagsBlocks {
  /// Coordinates count from 0 to 500 over the page, from its top left.
  private static final double GRID = 500;

  private static final int BOX_NUMBERS = 4;
  private static final int MAX_LOCATION = 100_000;
  private static final String LOCATION = "loc_";
  private static final String SECTION_HEADER = "section_header_level_";
  private static final String CAPTION = "caption";
  private static final String CODE = "code";
  private static final String INLINE = "inline";
  private static final String ITEM = "list_item";
  private static final String ORDERED_LIST = "ordered_list";
  private static final Set<String> TABLES = Set.of("otsl", "document_index");
  private static final Set<String> PICTURES = Set.of("picture", "chart");
  private static final Set<String> LISTS = Set.of(ORDERED_LIST, "unordered_list");
  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "text",
          "paragraph",
          ITEM,
          CAPTION,
          "footnote",
          "formula",
          CODE,
          "page_header",
          "page_footer",
          INLINE,
          "reference",
          "checkbox_selected",
          "checkbox_unselected",
          "key_value_region");

  /// May stand in a line of text.
  private static final Set<String> INLINE_PARTS =
      Set.of("text", "paragraph", "formula", CODE, INLINE, "reference");

  /// `<_C++_>`: the language of code. Those that have the form of a name are tags.
  private static final Pattern LANGUAGE = Pattern.compile("^\\s*<_[^<>\\n]{1,20}_>");

  /// What is left of a tag where an answer stops.
  private static final Pattern CUT_TAG = Pattern.compile("<(?:loc_\\d*|/[a-z_0-9]*)$");

  /// A marker that was read along with the text of the item.
  private static final Pattern NUMBER = Pattern.compile("^\\s*((\\d{1,9})[.)])\\s+(?=\\S)");

  private static final Pattern BULLET = Pattern.compile("^\\s*([•·▪◦‣])\\s+(?=\\S)");

  private final BlockList blocks;
  private final Words text = new Words();
  private final List<Integer> location = new ArrayList<>();
  private final OpenLists lists = new OpenLists();

  /// The element that is being read; empty between elements.
  private String element = "";

  /// Whether parts of a line follow that are no elements of their own.
  private boolean inline;

  private boolean inPicture;

  /// The picture that is open, when its place is known.
  private Optional<BlockList.Owner> picture = Optional.empty();

  DocTagsBlocks(BlockList blocks) {
    this.blocks = blocks;
  }

  /// Whether the text has any element of DocTags.
  static boolean knows(String text) {
    return Markup.tokens(text).stream()
        .anyMatch(token -> token instanceof Token.Open(String name, _, _, _) && isElement(name));
  }

  void read(String doctags) {
    String whole = CUT_TAG.matcher(doctags).replaceFirst("");
    List<Token> tokens = Markup.tokens(whole);
    int at = 0;
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Text(String content, int _, int _) -> append(content);
        case Token.Open(String name, String _, int _, int _) when TABLES.contains(name) -> {
          at = readTable(tokens, at + 1) - 1;
        }
        case Token.Open(String name, String _, int _, int _)
            when name.equals("table") && !element.equals(CODE) -> {
          flush();
          HtmlTable.Read table = HtmlTable.read(tokens, at);
          blocks.addTable(table.table(), blocks.page());
          at = table.next() - 1;
        }
        case Token.Open(String name, String _, int start, int end) ->
            open(name, whole.substring(start, end));
        case Token.Close(String name, int start, int end) ->
            close(name, whole.substring(start, end));
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

  private void open(String name, String tag) {
    if (name.startsWith(LOCATION)) {
      locate(name.substring(LOCATION.length()));
    } else if (isElement(name)) {
      if (!isPartOfLine(name)) {
        begin(name);
      }
      inline |= name.equals(INLINE);
    } else if (element.equals(CODE) && !(name.startsWith("_") && name.endsWith("_"))) {
      text.append(tag);
    } else if (name.equals("br")) {
      text.append("\n");
    }
  }

  /// A part of a line of text, or the line in an item.
  private boolean isPartOfLine(String name) {
    return INLINE_PARTS.contains(name)
        && (inline || (element.equals(ITEM) && !name.equals(CODE) && text.isBlank()));
  }

  private void begin(String name) {
    flush();
    if (PICTURES.contains(name)) {
      inPicture = true;
      picture = Optional.empty();
    } else if (name.equals(ORDERED_LIST)) {
      lists.beginOrdered(1);
    } else if (LISTS.contains(name)) {
      lists.beginUnordered();
    } else {
      element = name;
    }
  }

  private void close(String name, String tag) {
    if (isElement(name)) {
      boolean part = inline && INLINE_PARTS.contains(name) && !name.equals(INLINE);
      if (!part && !(name.equals(INLINE) && !element.equals(INLINE))) {
        flush();
      }
      inline &= !name.equals(INLINE);
      if (PICTURES.contains(name)) {
        inPicture = false;
        picture = Optional.empty();
      } else if (LISTS.contains(name)) {
        lists.end();
      }
    } else if (element.equals(CODE)) {
      text.append(tag);
    }
  }

  private void locate(String number) {
    if (location.size() < BOX_NUMBERS && number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      location.add(number.length() > 5 ? MAX_LOCATION : Integer.parseInt("0" + number));
    }
  }

  /// A table ends at its closing tag, or where another element begins that is not its caption.
  ///
  /// @return the token behind it
  private int readTable(List<Token> tokens, int from) {
    flush();
    List<Token> table = new ArrayList<>();
    List<Token> caption = new ArrayList<>();
    boolean inCaption = false;
    int at = from;
    while (at < tokens.size() && !endsTable(tokens.get(at))) {
      Token token = tokens.get(at);
      boolean cell = token instanceof Token.Open open && TableMarkup.isOtslCell(open.name());
      boolean tag = !(token instanceof Token.Text) && nameOf(token).equals(CAPTION);
      inCaption = tag ? token instanceof Token.Open : inCaption && !cell;
      if (!tag) {
        (inCaption ? caption : table).add(token);
      }
      at++;
    }
    boolean closed =
        at < tokens.size()
            && tokens.get(at) instanceof Token.Close
            && TABLES.contains(nameOf(tokens.get(at)));
    addTable(table, caption);
    return closed ? at + 1 : at;
  }

  private static boolean endsTable(Token token) {
    String name = nameOf(token);
    return isElement(name) && !name.equals(CAPTION);
  }

  private static String nameOf(Token token) {
    return switch (token) {
      case Token.Text _ -> "";
      case Token.Open open -> open.name();
      case Token.Close close -> close.name();
    };
  }

  private void addTable(List<Token> table, List<Token> caption) {
    Box box = box(table);
    Optional<BlockList.Owner> owner = blocks.addTable(TableMarkup.otsl(table), box);
    int at = blocks.all().size();
    StringBuilder words = new StringBuilder();
    for (Token token : caption) {
      if (token instanceof Token.Text(String content, _, _)) {
        words.append(content);
      } else if (nameOf(token).equals("br")) {
        words.append('\n');
      }
    }
    blocks.add(TextKind.CAPTION, words.toString(), box(caption));
    owner.ifPresent(found -> blocks.own(found, at));
  }

  private Box box(List<Token> tokens) {
    tokens.stream()
        .filter(Token.Open.class::isInstance)
        .map(DocTagsBlocks::nameOf)
        .filter(name -> name.startsWith(LOCATION))
        .limit(BOX_NUMBERS)
        .forEach(name -> locate(name.substring(LOCATION.length())));
    Box box = box();
    location.clear();
    return box;
  }

  private void flush() {
    String content = text.take();
    Box box = box();
    if (inPicture && picture.isEmpty()) {
      picture = Optional.of(blocks.addPicture(box));
    }
    switch (element) {
      case "" -> new MarkdownBlocks(blocks).read(content);
      case "title" -> blocks.addHeading(1, content, box);
      case CAPTION -> addCaption(content, box);
      case "page_header" -> blocks.add(TextKind.PAGE_HEADER, content, box);
      case "page_footer" -> blocks.add(TextKind.PAGE_FOOTER, content, box);
      case ITEM -> addItem(content, box);
      case CODE ->
          blocks.addCode(Entities.decoded(LANGUAGE.matcher(content).replaceFirst("")), box);
      case "footnote" -> blocks.add(TextKind.FOOTNOTE, content, box);
      case "checkbox_selected" -> addCheckbox("☑", content, box);
      case "checkbox_unselected" -> addCheckbox("☐", content, box);
      case String header when header.startsWith(SECTION_HEADER) ->
          blocks.addHeading(1 + level(header), content, box);
      case String _ -> blocks.add(TextKind.PARAGRAPH, content, box);
    }
    location.clear();
    element = "";
    inline = false;
  }

  private void addCaption(String content, Box box) {
    int at = blocks.all().size();
    blocks.add(TextKind.CAPTION, content, box);
    picture.ifPresent(owner -> blocks.own(owner, at));
  }

  private void addItem(String content, Box box) {
    if (content.isBlank()) {
      return;
    }
    lists.count();
    Matcher printed = (lists.isOrdered() ? NUMBER : BULLET).matcher(content);
    if (!printed.find()) {
      blocks.addItem(lists.depth(), lists.marker(), content, box);
      return;
    }
    if (lists.isOrdered()) {
      lists.countTo(Integer.parseInt(printed.group(2)));
    }
    blocks.addItem(lists.depth(), printed.group(1), content.substring(printed.end()), box);
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
