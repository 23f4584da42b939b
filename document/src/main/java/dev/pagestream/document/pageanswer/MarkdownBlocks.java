package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Entities;
import dev.pagestream.document.markup.Fence;
import dev.pagestream.document.markup.TableMarkup;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads Markdown line by line. Confined to one reading.
final class MarkdownBlocks {
  private static final int MAX_HASHES = 6;
  private static final int MAX_FORMULA_LINES = 200;
  private static final int TAB_COLUMNS = 4;

  /// An item that stands less far to the right is not in the list of the other.
  private static final int NESTED_COLUMNS = 2;

  private static final Pattern ITEM = Pattern.compile("\\s*([-*+•]|\\d{1,9}[.)])[ \\t]+(\\S.*)");
  private static final Pattern PAGE_NUMBER =
      Pattern.compile("\\s*<page_number>([^<>]*)</page_number>\\s*");

  private static final Pattern CLOSING_HASHES = Pattern.compile("(?:^|[ \\t])#+$");

  /// What ends a formula that stands alone, by what begins it.
  private static final Map<String, String> FORMULAS = Map.of("$$", "$$", "\\[", "\\]");

  private final BlockList blocks;
  private final StringBuilder text = new StringBuilder();

  /// Columns in which the markers of the open lists stand, from the innermost.
  private final Deque<Integer> lists = new ArrayDeque<>();

  private List<String> lines = List.of();
  private HtmlRegions html = HtmlRegions.of(List.of());

  /// Of the list item that is being read; empty when it is a paragraph.
  private Optional<String> marker = Optional.empty();

  private int depth;

  /// Whether an empty line followed the item so far.
  private boolean gap;

  /// What stands between the text and the next line of it.
  private char join = ' ';

  MarkdownBlocks(BlockList blocks) {
    this.blocks = blocks;
  }

  void read(String markdown) {
    read(markdown.lines().toList());
  }

  private void read(List<String> all) {
    lines = all;
    html = HtmlRegions.of(all);
    int at = 0;
    while (at < lines.size()) {
      at = readFrom(at);
    }
    flush();
  }

  /// @return the next line to read
  private int readFrom(int at) {
    String line = lines.get(at);
    String stripped = line.strip();
    Optional<String> fence = Fence.markOf(line).filter(mark -> isFence(stripped, mark));
    if (fence.isPresent()) {
      return readCode(at, fence.get());
    }
    if (stripped.startsWith(">")) {
      return readQuote(at);
    }
    if (html.beginsIn(at)) {
      return readHtml(at);
    }
    if (beginsTable(at, stripped)) {
      return readTable(at);
    }
    int formula = endOfFormula(at, stripped);
    if (formula > at) {
      return readFormula(at, formula);
    }
    readLine(line, stripped);
    return at + 1;
  }

  private void readLine(String line, String stripped) {
    Matcher item = ITEM.matcher(line);
    Matcher pageNumber = PAGE_NUMBER.matcher(line);
    int hashes = hashes(stripped);
    if (stripped.isEmpty()) {
      endLine();
    } else if (hashes > 0) {
      endLists();
      blocks.addHeading(hashes, InlineMarkdown.plain(headingText(stripped)), blocks.page());
    } else if (isUnderline(stripped, '=') && text.length() > 0 && marker.isEmpty()) {
      endAsHeading(1);
    } else if (isUnderline(stripped, '-') && text.length() > 0 && marker.isEmpty()) {
      endAsHeading(2);
    } else if (isRule(stripped)) {
      endLists();
    } else if (pageNumber.matches()) {
      endLists();
      blocks.add(TextKind.PAGE_FOOTER, pageNumber.group(1));
    } else if (item.matches() && mayBeginHere(item.group(1))) {
      beginItem(columns(line), item);
    } else {
      readWords(line, stripped);
    }
  }

  /// A paragraph of an item ends, but maybe not the item.
  private void endLine() {
    if (marker.isPresent()) {
      gap = true;
    } else {
      flush();
    }
  }

  /// In the middle of a paragraph a number is one of its words, unless it begins a list.
  private boolean mayBeginHere(String itemMarker) {
    boolean inParagraph = text.length() > 0 && marker.isEmpty();
    return !inParagraph
        || !Character.isDigit(itemMarker.charAt(0))
        || itemMarker.substring(0, itemMarker.length() - 1).equals("1");
  }

  private void beginItem(int column, Matcher item) {
    flush();
    while (!lists.isEmpty() && column < lists.peek() + NESTED_COLUMNS) {
      lists.pop();
    }
    depth = lists.size();
    if (depth < OpenLists.MAX_DEPTH) {
      lists.push(column);
    }
    marker = Optional.of(item.group(1));
    append(item.group(2));
  }

  private void readWords(String line, String stripped) {
    if (gap && columns(line) >= lists.peek() + NESTED_COLUMNS) {
      join = '\n';
    } else if (gap || text.isEmpty()) {
      endLists();
    }
    gap = false;
    append(stripped);
    if (line.endsWith("  ") || stripped.endsWith("\\")) {
      join = '\n';
    }
  }

  private void append(String words) {
    if (!text.isEmpty()) {
      boolean escaped = join == '\n' && text.charAt(text.length() - 1) == '\\';
      text.setLength(text.length() - (escaped ? 1 : 0));
      text.append(join);
    }
    text.append(words);
    join = ' ';
  }

  /// One that ends in its line stands in a text.
  private static boolean isFence(String line, String mark) {
    return mark.startsWith("~") || line.indexOf('`', mark.length()) < 0;
  }

  private int readCode(int open, String mark) {
    flush();
    int close = Fence.close(lines, open, mark);
    int indent = indent(lines.get(open));
    blocks.addCode(
        lines.subList(open + 1, close).stream()
            .map(line -> line.substring(Math.min(indent, indent(line))))
            .collect(Collectors.joining("\n")),
        blocks.page());
    return close + 1;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private int readQuote(int from) {
    endLists();
    int to = from;
    List<String> quoted = new ArrayList<>();
    while (to < lines.size() && lines.get(to).stripLeading().startsWith(">")) {
      quoted.add(unquoted(lines.get(to)));
      to++;
    }
    new MarkdownBlocks(blocks).read(quoted);
    return to;
  }

  /// Without any mark: how deep a quotation is, a block does not say.
  private static String unquoted(String line) {
    int marks = 0;
    int at = 0;
    while (at < line.length()
        && (line.charAt(at) == '>' || Character.isWhitespace(line.charAt(at)))) {
      at++;
      marks = line.charAt(at - 1) == '>' ? at : marks;
    }
    boolean spaced = marks < line.length() && line.charAt(marks) == ' ';
    return line.substring(spaced ? marks + 1 : marks);
  }

  private int readHtml(int from) {
    String before = lines.get(from).substring(0, html.start(from));
    if (!before.isBlank()) {
      readLine(before, before.strip());
    }
    endLists();
    int to = html.end(from);
    String region = String.join("\n", lines.subList(from, to));
    new HtmlBlocks(blocks).read(region.substring(html.start(from)));
    return to;
  }

  private boolean beginsTable(int at, String stripped) {
    if (stripped.startsWith("|")) {
      return stripped.endsWith("|") || isTableLine(at + 1);
    }
    return isTableLine(at) && isTableLine(at + 1) && TableMarkup.isDelimiterRow(lines.get(at + 1));
  }

  private boolean isTableLine(int at) {
    return at < lines.size() && lines.get(at).indexOf('|') >= 0;
  }

  private int readTable(int from) {
    endLists();
    boolean barred = lines.get(from).strip().startsWith("|");
    int to = from;
    while (isTableLine(to) && (!barred || lines.get(to).strip().startsWith("|"))) {
      to++;
    }
    blocks.addTable(
        TableMarkup.markdown(
            lines.subList(from, to), cell -> Entities.decoded(InlineMarkdown.plain(cell))),
        blocks.page());
    return to;
  }

  /// @return the line behind the formula; this line when none begins in it
  private int endOfFormula(int at, String stripped) {
    String open = stripped.substring(0, Math.min(2, stripped.length()));
    String close = FORMULAS.get(open);
    if (close == null) {
      return at;
    }
    int first = stripped.indexOf(close, open.length());
    if (first >= 0) {
      return first == stripped.length() - close.length() ? at + 1 : at;
    }
    int last = Math.min(lines.size(), at + MAX_FORMULA_LINES);
    for (int end = at + 1; end < last && !lines.get(end).isBlank(); end++) {
      if (lines.get(end).strip().endsWith(close)) {
        return end + 1;
      }
    }
    return at;
  }

  /// Nothing in it is a mark.
  private int readFormula(int from, int to) {
    flush();
    blocks.add(TextKind.PARAGRAPH, String.join("\n", lines.subList(from, to)));
    return to;
  }

  private void endAsHeading(int level) {
    blocks.addHeading(level, InlineMarkdown.plain(text.toString()), blocks.page());
    text.setLength(0);
    endLists();
  }

  private void endLists() {
    flush();
    lists.clear();
  }

  private void flush() {
    String marked = text.toString();
    String plain = InlineMarkdown.plain(marked);
    Matcher image = InlineMarkdown.IMAGE.matcher(marked);
    boolean more = image.find();
    int read = 0;
    while (more && marked.substring(read, image.start()).isBlank()) {
      addPicture(image);
      read = image.end();
      more = image.find();
    }
    if (marker.isPresent()) {
      blocks.addItem(depth, marker.get(), plain, blocks.page());
    } else {
      blocks.add(TextKind.PARAGRAPH, plain);
    }
    for (; more; more = image.find()) {
      addPicture(image);
    }
    text.setLength(0);
    marker = Optional.empty();
    gap = false;
    join = ' ';
  }

  /// What the answer says below it is its caption.
  private void addPicture(Matcher image) {
    BlockList.Owner picture = blocks.addPicture(blocks.page());
    String caption = image.group(2) == null ? image.group(3) : image.group(2);
    int at = blocks.all().size();
    blocks.add(TextKind.CAPTION, caption == null ? "" : caption);
    blocks.own(picture, at);
  }

  /// How many open a heading; 0 when the line is none.
  private static int hashes(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(count) == '#') {
      count++;
    }
    boolean heading = count <= MAX_HASHES && (count == line.length() || line.charAt(count) == ' ');
    return heading ? count : 0;
  }

  private static String headingText(String line) {
    int from = 0;
    while (from < line.length() && line.charAt(from) == '#') {
      from++;
    }
    return CLOSING_HASHES.matcher(line.substring(from)).replaceFirst("");
  }

  /// Of the space before the line.
  private static int columns(String line) {
    int columns = 0;
    for (int at = 0; at < line.length() && Character.isWhitespace(line.charAt(at)); at++) {
      columns += line.charAt(at) == '\t' ? TAB_COLUMNS : 1;
    }
    return columns;
  }

  private static boolean isUnderline(String line, char c) {
    return line.length() > 2 && line.chars().allMatch(other -> other == c);
  }

  /// A line across the page.
  private static boolean isRule(String line) {
    String marks = line.replace(" ", "");
    return marks.length() > 2
        && "-*_".indexOf(marks.charAt(0)) >= 0
        && marks.chars().allMatch(other -> other == marks.charAt(0));
  }
}
