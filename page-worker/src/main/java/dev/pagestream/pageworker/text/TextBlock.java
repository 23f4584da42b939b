package dev.pagestream.pageworker.text;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.LineJoin;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.model.TextDirection;
import dev.pagestream.pageworker.model.TextLine;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lines that belong together: a paragraph, heading, caption or list item. Immutable, not empty;
/// equal only to itself.
public final class TextBlock {
  private static final double SAME_ROW_EM = 0.5;

  /// But for single plain spaces.
  private static final Pattern SPACES =
      Pattern.compile("[\\s&&[^ ]]\\s*| \\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /// Ligatures, Arabic presentation forms, punctuation turned for columns: shapes of signs.
  private static final Pattern SHAPES =
      Pattern.compile("[\uFB00-\uFDFF\uFE10-\uFE19\uFE30-\uFE48\uFE70-\uFEFC]+");

  private final List<TextLine> lines;
  private final Box box;
  private final int glyphs;
  private final boolean caption;
  private final boolean column;

  /// @param lines from top to bottom
  TextBlock(List<TextLine> lines) {
    this.lines = List.copyOf(lines);
    Box all = lines.getFirst().box();
    int length = 0;
    for (TextLine line : lines) {
      all = all.union(line.box());
      length += line.text().length();
    }
    box = all;
    glyphs = length;
    column = lines.stream().anyMatch(TextLine::column);
    caption = Cues.caption(lines.getFirst().text());
  }

  /// From top to bottom.
  public List<TextLine> lines() {
    return lines;
  }

  static TextBlock of(TextLine line) {
    return new TextBlock(List.of(line));
  }

  public TextLine first() {
    return lines.getFirst();
  }

  public TextLine last() {
    return lines.getLast();
  }

  public Box box() {
    return box;
  }

  /// Whether it begins as captions do.
  boolean beginsAsCaption() {
    return caption;
  }

  public double fontSizePt() {
    return first().fontSizePt();
  }

  public boolean vertical() {
    return first().vertical();
  }

  /// Whether its lines are columns of upright signs, from right to left.
  public boolean column() {
    return column;
  }

  public boolean allBold() {
    return lines.stream().allMatch(TextLine::bold);
  }

  boolean allArtifact() {
    return lines.stream().allMatch(line -> line.origin().artifact());
  }

  public int glyphs() {
    return glyphs;
  }

  public int rows() {
    int rows = 0;
    TextLine start = first();
    for (TextLine line : lines) {
      if (rows == 0 || startsRow(start, line)) {
        start = line;
        rows++;
      }
    }
    return rows;
  }

  public double widestLinePt() {
    double widest = 0;
    for (TextLine line : lines) {
      widest = Math.max(widest, line.box().width());
    }
    return widest;
  }

  /// The words as they are read: rows joined, hyphenation undone, ligatures taken apart, spaces
  /// made plain. Other characters stay as they are: compatibility forms carry meaning in `m²`.
  public String text() {
    StringBuilder raw = new StringBuilder();
    for (List<TextLine> row : inRows()) {
      LineJoin.append(raw, joined(row));
    }
    String joined = raw.toString();
    return isPlain(joined) ? joined : plain(joined);
  }

  /// Whether there are only letters, digits and signs of ASCII with single spaces between, as in
  /// most texts.
  private static boolean isPlain(String text) {
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character > '~' || (space && character == ' ')) {
        return false;
      }
      space = character == ' ';
    }
    return !space;
  }

  private static String plain(String text) {
    String joined = Normalizer.normalize(text, Normalizer.Form.NFC);
    String letters =
        SHAPES
            .matcher(joined)
            .replaceAll(shape -> Normalizer.normalize(shape.group(), Normalizer.Form.NFKC));
    return SPACES.matcher(letters).replaceAll(" ").strip();
  }

  private static String joined(List<TextLine> row) {
    if (row.stream().anyMatch(TextLine::column)) {
      return row.stream().map(line -> line.text().strip()).collect(Collectors.joining());
    }
    return row.size() == 1
        ? row.getFirst().text().strip()
        : row.stream().map(line -> line.text().strip()).collect(Collectors.joining(" "));
  }

  private List<List<TextLine>> inRows() {
    List<List<TextLine>> rows = new ArrayList<>();
    for (TextLine line : lines) {
      if (rows.isEmpty() || startsRow(rows.getLast().getFirst(), line)) {
        rows.add(new ArrayList<>());
      }
      rows.getLast().add(line);
    }
    rows.forEach(TextBlock::sort);
    return rows;
  }

  private boolean startsRow(TextLine start, TextLine line) {
    if (column()) {
      double apart = Boxes.centreX(start.box()) - Boxes.centreX(line.box());
      return Math.abs(apart) > SAME_ROW_EM * start.fontSizePt();
    }
    return vertical() || !onRow(start, line);
  }

  private static void sort(List<TextLine> row) {
    if (row.size() < 2) {
      return;
    }
    if (row.stream().anyMatch(TextLine::column)) {
      row.sort(Comparator.comparingDouble(line -> line.box().top()));
      return;
    }
    Comparator<TextLine> fromLeft = Comparator.comparingDouble(line -> line.box().left());
    boolean rightToLeft = row.stream().allMatch(line -> TextDirection.isRightToLeft(line.text()));
    row.sort(rightToLeft ? fromLeft.reversed() : fromLeft);
  }

  /// Whether two lines stand on one row, but for what is raised or lowered a little.
  public static boolean onRow(TextLine a, TextLine b) {
    return Math.abs(a.baselinePt() - b.baselinePt())
        < SAME_ROW_EM * Math.max(a.fontSizePt(), b.fontSizePt());
  }
}
