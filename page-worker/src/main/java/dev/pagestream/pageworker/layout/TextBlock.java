package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Lines that belong together: a paragraph, heading, caption or list item. Immutable, not empty.
///
/// @param lines from top to bottom
record TextBlock(List<TextLine> lines) {
  private static final double SAME_ROW_EM = 0.5;
  private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /// Ligatures and Arabic presentation forms: shapes of letters, not letters.
  private static final Pattern SHAPES = Pattern.compile("[\uFB00-\uFDFF\uFE70-\uFEFC]+");

  /// A word broken at the end of a line: letter, hyphen, and a small letter on the next line.
  private static final Pattern BROKEN_WORD =
      Pattern.compile("(?<=\\p{L})[-\u00AD\u2010]\\n(?=\\p{Ll})");

  TextBlock {
    lines = List.copyOf(lines);
  }

  static TextBlock of(TextLine line) {
    return new TextBlock(List.of(line));
  }

  TextBlock with(TextLine line) {
    List<TextLine> more = new ArrayList<>(lines);
    more.add(line);
    return new TextBlock(more);
  }

  TextLine first() {
    return lines.getFirst();
  }

  TextLine last() {
    return lines.getLast();
  }

  Box box() {
    return lines.stream().map(TextLine::box).reduce(Box::union).orElseThrow();
  }

  double fontSizePt() {
    return first().fontSizePt();
  }

  boolean vertical() {
    return first().vertical();
  }

  boolean allBold() {
    return lines.stream().allMatch(TextLine::bold);
  }

  boolean allArtifact() {
    return lines.stream().allMatch(TextLine::artifact);
  }

  int glyphs() {
    return lines.stream().mapToInt(line -> line.text().length()).sum();
  }

  int rows() {
    return inRows().size();
  }

  double widestLinePt() {
    return lines.stream().mapToDouble(line -> line.box().width()).max().orElseThrow();
  }

  /// The words as they are read: rows joined, hyphenation undone, ligatures taken apart, spaces
  /// made plain. Other characters stay as they are: compatibility forms carry meaning in `m²`.
  String text() {
    StringBuilder raw = new StringBuilder();
    for (List<TextLine> row : inRows()) {
      if (!raw.isEmpty()) {
        raw.append('\n');
      }
      for (int i = 0; i < row.size(); i++) {
        raw.append(i == 0 ? "" : " ").append(row.get(i).text().strip());
      }
    }
    String joined =
        Normalizer.normalize(BROKEN_WORD.matcher(raw).replaceAll(""), Normalizer.Form.NFC);
    String letters =
        SHAPES
            .matcher(joined)
            .replaceAll(shape -> Normalizer.normalize(shape.group(), Normalizer.Form.NFKC));
    return SPACES.matcher(letters).replaceAll(" ").strip();
  }

  private List<List<TextLine>> inRows() {
    List<List<TextLine>> rows = new ArrayList<>();
    for (TextLine line : lines) {
      boolean sameRow = !rows.isEmpty() && !vertical() && onRow(rows.getLast().getFirst(), line);
      if (!sameRow) {
        rows.add(new ArrayList<>());
      }
      rows.getLast().add(line);
    }
    rows.forEach(row -> row.sort(Comparator.comparingDouble(line -> line.box().left())));
    return rows;
  }

  static boolean onRow(TextLine a, TextLine b) {
    return Math.abs(a.baselinePt() - b.baselinePt())
        < SAME_ROW_EM * Math.max(a.fontSizePt(), b.fontSizePt());
  }
}
