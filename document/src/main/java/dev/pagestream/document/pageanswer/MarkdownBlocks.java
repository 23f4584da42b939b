package dev.pagestream.document.pageanswer;

import dev.pagestream.document.markup.Fence;
import dev.pagestream.document.markup.TableMarkup;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Markdown line by line. Confined to one reading.
final class MarkdownBlocks {
  private static final int MAX_HASHES = 6;
  private static final Pattern ITEM = Pattern.compile("\\s*([-*+•]|\\d{1,9}[.)])[ \\t]+(\\S.*)");
  private static final Pattern PAGE_NUMBER =
      Pattern.compile("\\s*<page_number>([^<>]*)</page_number>\\s*");

  private final BlockList blocks;
  private final StringBuilder text = new StringBuilder();

  /// Of the list item that is being read; empty when it is a paragraph.
  private Optional<String> marker = Optional.empty();

  MarkdownBlocks(BlockList blocks) {
    this.blocks = blocks;
  }

  void read(String markdown) {
    List<String> lines = markdown.lines().toList();
    int at = 0;
    while (at < lines.size()) {
      at = readFrom(lines, at);
    }
    flush();
  }

  /// @return the next line to read
  private int readFrom(List<String> lines, int at) {
    String line = lines.get(at);
    String stripped = line.strip();
    Optional<String> fence = Fence.markOf(line);
    if (fence.isPresent()) {
      return readCode(lines, at, fence.get());
    }
    if (stripped.startsWith("|")) {
      return readTable(lines, at);
    }
    if (stripped.regionMatches(true, 0, "<table", 0, "<table".length())) {
      return readHtmlTable(lines, at);
    }
    readLine(line, stripped);
    return at + 1;
  }

  private void readLine(String line, String stripped) {
    int hashes = hashes(stripped);
    Matcher item = ITEM.matcher(line);
    Matcher pageNumber = PAGE_NUMBER.matcher(line);
    if (stripped.isEmpty()) {
      flush();
    } else if (hashes > 0) {
      flush();
      blocks.addHeading(hashes, InlineMarkdown.plain(headingText(stripped)), blocks.page());
    } else if (isUnderline(stripped, '=') && text.length() > 0 && marker.isEmpty()) {
      endAsHeading(1);
    } else if (isUnderline(stripped, '-') && text.length() > 0 && marker.isEmpty()) {
      endAsHeading(2);
    } else if (isRule(stripped)) {
      flush();
    } else if (pageNumber.matches()) {
      flush();
      blocks.add(TextKind.PAGE_FOOTER, pageNumber.group(1));
    } else if (item.matches()) {
      flush();
      marker = Optional.of(item.group(1));
      text.append(item.group(2));
    } else {
      text.append(text.isEmpty() ? "" : " ")
          .append(stripped.startsWith(">") ? stripped.substring(1).strip() : stripped);
    }
  }

  private int readCode(List<String> lines, int open, String mark) {
    flush();
    int close = Fence.close(lines, open, mark);
    blocks.addCode(String.join("\n", lines.subList(open + 1, close)), blocks.page());
    return close + 1;
  }

  private int readTable(List<String> lines, int from) {
    flush();
    int to = from;
    while (to < lines.size() && lines.get(to).strip().startsWith("|")) {
      to++;
    }
    List<String> table = lines.subList(from, to);
    blocks.addTable(TableMarkup.markdown(table), String.join(" ", table), blocks.page());
    return to;
  }

  private int readHtmlTable(List<String> lines, int from) {
    flush();
    int to = from;
    while (to < lines.size() && !lines.get(to).toLowerCase(Locale.ROOT).contains("</table>")) {
      to++;
    }
    int end = Math.min(to + 1, lines.size());
    new HtmlBlocks(blocks).read(String.join("\n", lines.subList(from, end)));
    return end;
  }

  private void endAsHeading(int level) {
    blocks.addHeading(level, InlineMarkdown.plain(text.toString()), blocks.page());
    text.setLength(0);
  }

  private void flush() {
    String plain = InlineMarkdown.plain(text.toString());
    if (marker.isPresent()) {
      blocks.addItem(marker.get(), plain, blocks.page());
    } else {
      blocks.add(TextKind.PARAGRAPH, plain);
    }
    text.setLength(0);
    marker = Optional.empty();
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
    int to = line.length();
    while (from < to && line.charAt(from) == '#') {
      from++;
    }
    while (to > from && line.charAt(to - 1) == '#') {
      to--;
    }
    return line.substring(from, to);
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
