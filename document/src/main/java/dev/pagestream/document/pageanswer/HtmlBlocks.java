package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.HtmlTable;
import dev.pagestream.document.markup.Markup;
import dev.pagestream.document.markup.Markup.Token;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads HTML tag by tag. Tags it does not know only end a word; nothing has to be closed. Confined
/// to one reading.
final class HtmlBlocks {
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "main",
          "body",
          "html",
          "blockquote",
          "figure",
          "dt",
          "dd");

  /// What is inside of them is not on the page.
  private static final Set<String> UNSEEN = Set.of("head", "title", "script", "style");

  /// What a block of a layout says that it is, as some models write it.
  private static final Map<String, TextKind> LABELS =
      Map.of(
          "caption", TextKind.CAPTION,
          "footnote", TextKind.FOOTNOTE,
          "page-header", TextKind.PAGE_HEADER,
          "page-footer", TextKind.PAGE_FOOTER);

  /// Coordinates of blocks of a layout count from 0 to this over the page.
  private static final double GRID = 1000;

  private static final Pattern BOX =
      Pattern.compile(
          "\\sdata-bbox\\s*=\\s*[\"']\\s*(\\d{1,5})[\\s,]+(\\d{1,5})[\\s,]+(\\d{1,5})[\\s,]+(\\d{1,5})\\s*[\"']");

  private static final Pattern LABEL = Pattern.compile("\\sdata-label\\s*=\\s*[\"']([\\w-]{1,40})");
  private static final Pattern FIRST_NUMBER = number("start");
  private static final Pattern NUMBER = number("value");
  private static final Pattern CHECKBOX =
      Pattern.compile("\\stype\\s*=\\s*[\"']?checkbox\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern CHECKED = Pattern.compile("\\schecked\\b", Pattern.CASE_INSENSITIVE);

  private final BlockList blocks;
  private final Words text = new Words();
  private final OpenLists lists = new OpenLists();
  private final Set<String> neverClosed = new HashSet<>();
  private TextKind kind = TextKind.PARAGRAPH;
  private int level;

  /// Pictures in the text that is being read.
  private int picturesInText;

  /// What the caption of the open figure belongs to.
  private Optional<BlockList.Owner> figure = Optional.empty();

  private OptionalInt figureCaption = OptionalInt.empty();

  /// The picture that is open, when nothing was read before it.
  private Optional<BlockList.Owner> image = Optional.empty();

  private Box box;
  private boolean hasGrid;
  private int depth;

  /// How deep the block stands that has the box.
  private int boxDepth;

  HtmlBlocks(BlockList blocks) {
    this.blocks = blocks;
    this.box = blocks.page();
  }

  void read(String html) {
    List<Token> tokens = Markup.tokens(html);
    hasGrid = tokens.stream().noneMatch(HtmlBlocks::isBeyondGrid);
    int at = 0;
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Text(String content, int _, int _) -> text.append(content.replace('\n', ' '));
        case Token.Open(String name, String _, int _, int _) when name.equals("table") ->
            at = readTable(tokens, at) - 1;
        case Token.Open(String name, String _, int _, int _) when UNSEEN.contains(name) -> {
          flush();
          at = closeOf(tokens, at, name).orElse(at);
        }
        case Token.Open(String name, String _, int _, int end) when name.equals("pre") -> {
          int close = closeOf(tokens, at, name).orElse(tokens.size());
          int to = close < tokens.size() ? tokens.get(close).start() : html.length();
          flush();
          blocks.addCode(Markup.plain(html.substring(end, to)), box);
          at = close;
        }
        case Token.Open(String name, String attributes, int _, int _) -> open(name, attributes);
        case Token.Close(String name, int _, int _) -> close(name);
      }
      at++;
    }
    flush();
    endFigure();
  }

  private int readTable(List<Token> tokens, int at) {
    flush();
    HtmlTable.Read read = HtmlTable.read(tokens, at);
    Optional<BlockList.Owner> table = blocks.addTable(read.table(), box);
    figure = figure.or(() -> table);
    return read.next();
  }

  private void open(String name, String attributes) {
    if (HEADINGS.contains(name)) {
      begin(TextKind.HEADING);
      level = name.charAt(1) - '0';
    } else if (PARAGRAPHS.contains(name)) {
      openParagraph(name, attributes);
    } else {
      switch (name) {
        case "ul" -> {
          flush();
          lists.beginUnordered();
        }
        case "ol" -> {
          flush();
          lists.beginOrdered(number(FIRST_NUMBER, attributes).orElse(1));
        }
        case "li" -> {
          begin(TextKind.LIST_ITEM);
          lists.count();
          number(NUMBER, attributes).ifPresent(lists::countTo);
        }
        case "caption", "figcaption" -> begin(TextKind.CAPTION);
        case "header" -> begin(TextKind.PAGE_HEADER);
        case "footer", "page_number" -> begin(TextKind.PAGE_FOOTER);
        case "br" -> text.append("\n");
        case "hr" -> flush();
        case "img" -> openPicture();
        case "input" -> openInput(attributes);
        case String _ -> {}
      }
    }
  }

  private void openParagraph(String name, String attributes) {
    begin(TextKind.PARAGRAPH);
    if (name.equals("figure")) {
      endFigure();
    } else if (name.equals("div")) {
      depth++;
      Matcher place = BOX.matcher(attributes);
      if (hasGrid && place.find()) {
        box = box(place);
        boxDepth = depth;
        Matcher label = LABEL.matcher(attributes);
        kind =
            label.find()
                ? LABELS.getOrDefault(label.group(1).toLowerCase(Locale.ROOT), TextKind.PARAGRAPH)
                : TextKind.PARAGRAPH;
      }
    }
  }

  private void openPicture() {
    if (text.isBlank()) {
      BlockList.Owner picture = blocks.addPicture(box);
      image = Optional.of(picture);
      figure = figure.or(() -> Optional.of(picture));
    } else {
      picturesInText++;
    }
  }

  private void openInput(String attributes) {
    if (CHECKBOX.matcher(attributes).find()) {
      text.append(CHECKED.matcher(attributes).find() ? "☑ " : "☐ ");
    }
  }

  private void close(String name) {
    if (HEADINGS.contains(name) || PARAGRAPHS.contains(name)) {
      closeParagraph(name);
      return;
    }
    switch (name) {
      case "ul", "ol" -> {
        end();
        lists.end();
      }
      case "li", "caption", "figcaption", "header", "footer", "page_number" -> end();
      case "img" -> closePicture();
      case String _ -> {}
    }
  }

  private void closeParagraph(String name) {
    boolean closesBox = name.equals("div") && depth == boxDepth && depth > 0;
    // A paragraph inside of an item, header or footer does not end it.
    if (closesBox || kind == TextKind.PARAGRAPH || kind == TextKind.HEADING) {
      end();
    }
    if (closesBox) {
      box = blocks.page();
      boxDepth = 0;
    }
    if (name.equals("div")) {
      depth = Math.max(0, depth - 1);
    } else if (name.equals("figure")) {
      flush();
      endFigure();
    }
  }

  /// What stands in it is its own.
  private void closePicture() {
    image.ifPresent(owner -> {
      int caption = blocks.all().size();
      blocks.add(TextKind.CAPTION, text.take(), box);
      blocks.own(owner, caption);
    });
    image = Optional.empty();
  }

  private void endFigure() {
    figure.ifPresent(owner -> figureCaption.ifPresent(caption -> blocks.own(owner, caption)));
    figure = Optional.empty();
    figureCaption = OptionalInt.empty();
  }

  /// A paragraph that begins an item, header or footer is that item's text; so is a further one of
  /// an item.
  private void begin(TextKind next) {
    boolean further = next == TextKind.PARAGRAPH && kind == TextKind.LIST_ITEM;
    if (further && !text.isBlank()) {
      text.append("\n");
      return;
    }
    boolean inside = next == TextKind.PARAGRAPH && kind != TextKind.HEADING && text.isBlank();
    flush();
    kind = inside ? kind : next;
  }

  private void end() {
    flush();
    kind = TextKind.PARAGRAPH;
  }

  private void flush() {
    String content = text.take();
    image = Optional.empty();
    int at = blocks.all().size();
    switch (kind) {
      case TITLE, HEADING -> blocks.addHeading(level, content, box);
      case LIST_ITEM -> blocks.addItem(lists.depth(), lists.marker(), content, box);
      case PARAGRAPH, CAPTION, FOOTNOTE, CODE, PAGE_HEADER, PAGE_FOOTER ->
          blocks.add(kind, content, box);
    }
    if (kind == TextKind.CAPTION && figureCaption.isEmpty() && at < blocks.all().size()) {
      figureCaption = OptionalInt.of(at);
    }
    for (; picturesInText > 0; picturesInText--) {
      blocks.addPicture(box);
    }
  }

  /// The token that closes this one. Looked for once in vain, it is not looked for again.
  private Optional<Integer> closeOf(List<Token> tokens, int open, String name) {
    for (int at = open + 1; at < tokens.size() && !neverClosed.contains(name); at++) {
      if (tokens.get(at) instanceof Token.Close close && close.name().equals(name)) {
        return Optional.of(at);
      }
    }
    neverClosed.add(name);
    return Optional.empty();
  }

  private Box box(Matcher place) {
    Box page = blocks.page();
    Box found =
        new Box(
            Integer.parseInt(place.group(1)) * page.width() / GRID,
            Integer.parseInt(place.group(2)) * page.height() / GRID,
            Integer.parseInt(place.group(3)) * page.width() / GRID,
            Integer.parseInt(place.group(4)) * page.height() / GRID);
    return found.area() > 0 ? found : page;
  }

  /// Then the numbers are pixels of an image that only the model has seen.
  private static boolean isBeyondGrid(Token token) {
    if (!(token instanceof Token.Open(_, String attributes, _, _))) {
      return false;
    }
    Matcher place = BOX.matcher(attributes);
    return place.find()
        && (Integer.parseInt(place.group(3)) > GRID || Integer.parseInt(place.group(4)) > GRID);
  }

  private static Pattern number(String attribute) {
    return Pattern.compile(
        "\\s" + attribute + "\\s*=\\s*[\"']?(\\d{1,9})\\b", Pattern.CASE_INSENSITIVE);
  }

  private static Optional<Integer> number(Pattern attribute, String attributes) {
    Matcher found = attribute.matcher(attributes);
    return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
  }
}
