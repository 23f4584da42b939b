package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Markup;
import dev.pagestream.document.markup.Markup.Token;
import dev.pagestream.document.markup.TableMarkup;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Reads HTML tag by tag. Tags it does not know only end a word; nothing has to be closed. Confined
/// to one reading.
final class HtmlBlocks {
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "div", "section", "article", "main", "body", "html", "blockquote", "figure");

  /// What is inside of them is not on the page.
  private static final Set<String> UNSEEN = Set.of("head", "script", "style");

  private static final int MAX_LIST_DEPTH = 64;

  private final BlockList blocks;
  private final StringBuilder text = new StringBuilder();

  /// Numbers of the items so far, of the lists that are open; negative for lists without numbers.
  private final Deque<Integer> lists = new ArrayDeque<>();

  private TextKind kind = TextKind.PARAGRAPH;
  private int level;

  HtmlBlocks(BlockList blocks) {
    this.blocks = blocks;
  }

  void read(String html) {
    List<Token> tokens = Markup.tokens(html);
    int at = 0;
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Text(String content, int _, int _) -> text.append(content.replace('\n', ' '));
        case Token.Open(String name, int start, int _)
            when UNSEEN.contains(name) || name.equals("table") || name.equals("pre") -> {
          int close = close(tokens, at, name);
          int end = close < tokens.size() ? tokens.get(close).end() : html.length();
          readWhole(name, html.substring(start, end));
          at = close;
        }
        case Token.Open(String name, int _, int _) -> open(name);
        case Token.Close(String name, int _, int _) -> close(name);
      }
      at++;
    }
    flush();
  }

  private void readWhole(String name, String content) {
    flush();
    switch (name) {
      case "table" -> {
        blocks.addTable(TableMarkup.html(content), Markup.plain(content), blocks.page());
      }
      case "pre" -> blocks.addCode(Markup.plain(content), blocks.page());
      case String _ -> {}
    }
  }

  private void open(String name) {
    if (HEADINGS.contains(name)) {
      begin(TextKind.HEADING);
      level = name.charAt(1) - '0';
    } else if (PARAGRAPHS.contains(name)) {
      begin(TextKind.PARAGRAPH);
    } else {
      switch (name) {
        case "ul", "ol" -> {
          flush();
          if (lists.size() < MAX_LIST_DEPTH) {
            lists.push(name.equals("ol") ? 0 : -1);
          }
        }
        case "li" -> {
          begin(TextKind.LIST_ITEM);
          if (!lists.isEmpty() && lists.peek() >= 0) {
            lists.push(lists.pop() + 1);
          }
        }
        case "caption", "figcaption" -> begin(TextKind.CAPTION);
        case "header" -> begin(TextKind.PAGE_HEADER);
        case "footer" -> begin(TextKind.PAGE_FOOTER);
        case "br" -> text.append('\n');
        case "hr" -> flush();
        case String _ -> {}
      }
    }
  }

  private void close(String name) {
    if (HEADINGS.contains(name) || PARAGRAPHS.contains(name)) {
      // A paragraph inside of an item, header or footer does not end it.
      if (kind == TextKind.PARAGRAPH || kind == TextKind.HEADING) {
        end();
      }
      return;
    }
    switch (name) {
      case "ul", "ol" -> {
        end();
        lists.poll();
      }
      case "li", "caption", "figcaption", "header", "footer" -> end();
      case String _ -> {}
    }
  }

  /// A paragraph that begins an item, header or footer is that item's text.
  private void begin(TextKind next) {
    boolean inside =
        next == TextKind.PARAGRAPH && kind != TextKind.HEADING && text.toString().isBlank();
    flush();
    kind = inside ? kind : next;
  }

  private void end() {
    flush();
    kind = TextKind.PARAGRAPH;
  }

  private void flush() {
    String content = text.toString();
    text.setLength(0);
    switch (kind) {
      case TITLE, HEADING -> blocks.addHeading(level, content, blocks.page());
      case LIST_ITEM -> blocks.addItem(marker(), content, blocks.page());
      case PARAGRAPH, CAPTION, FOOTNOTE, CODE, PAGE_HEADER, PAGE_FOOTER ->
          blocks.add(kind, content);
    }
  }

  private String marker() {
    return lists.isEmpty() || lists.peek() <= 0 ? "" : lists.peek() + ".";
  }

  /// The token that closes this one, or the number of tokens.
  private static int close(List<Token> tokens, int open, String name) {
    int at = open + 1;
    while (at < tokens.size()
        && !(tokens.get(at) instanceof Token.Close(String closed, _, _) && closed.equals(name))) {
      at++;
    }
    return at;
  }
}
