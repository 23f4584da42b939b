package dev.pagestream.pageworker.pdf;

import dev.pagestream.pageworker.model.TextDirection;
import dev.pagestream.pageworker.model.Word;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the glyphs of a line that has text from right to left in the order they are read (Unicode
/// standard annex 9). Where they stand on the page is what is certain: producers draw them in
/// either order.
final class VisualLine {
  /// More than a space between words.
  private static final double APART_EM = 0.6;

  private VisualLine() {}

  /// @param glyphs in whatever order; blank ones may be among them
  /// @param spaceEm gap that stands for a space, in em of the larger neighbour
  static String read(List<Glyph> glyphs, double spaceEm) {
    List<String> visual = new ArrayList<>();
    double end = Double.NaN;
    for (Glyph glyph : glyphs.stream().sorted(Comparator.comparingDouble(Glyph::start)).toList()) {
      boolean gap = glyph.start() - end > spaceEm * glyph.sizePt();
      if (gap || glyph.text().isBlank()) {
        visual.add(" ");
      }
      if (!glyph.text().isBlank()) {
        visual.add(glyph.text());
      }
      end = glyph.end();
    }
    return logical(visual);
  }

  /// What stands apart on the line, from left to right, each in the order it is read.
  ///
  /// @param glyphs in whatever order
  static List<Word> runs(List<Glyph> glyphs, double spaceEm) {
    List<Word> runs = new ArrayList<>();
    List<Glyph> run = new ArrayList<>();
    double end = Double.NaN;
    for (Glyph glyph :
        glyphs.stream()
            .filter(glyph -> !glyph.text().isBlank())
            .sorted(Comparator.comparingDouble(Glyph::start))
            .toList()) {
      if (glyph.start() - end > APART_EM * glyph.sizePt()) {
        runs.add(run(run, spaceEm));
        run.clear();
      }
      run.add(glyph);
      end = glyph.end();
    }
    if (!run.isEmpty()) {
      runs.add(run(run, spaceEm));
    }
    return runs;
  }

  private static Word run(List<Glyph> glyphs, double spaceEm) {
    return new Word(
        read(glyphs, spaceEm).strip(),
        glyphs.stream().mapToDouble(glyph -> glyph.box().left()).min().orElseThrow(),
        glyphs.stream().mapToDouble(glyph -> glyph.box().right()).max().orElseThrow());
  }

  /// @param visual from left to right, each what one glyph stands for, itself in reading order
  static String logical(List<String> visual) {
    StringBuilder first = new StringBuilder(visual.size());
    visual.forEach(text -> first.append(text.charAt(0)));
    boolean rightToLeft = TextDirection.isRightToLeft(first);
    Bidi bidi =
        new Bidi(
            first.toString(),
            rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
    byte[] levels = new byte[visual.size()];
    Object[] texts = new Object[visual.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) bidi.getLevelAt(i);
      texts[i] = (levels[i] & 1) == 1 ? mirrored(visual.get(i)) : visual.get(i);
    }
    // Turning runs round is its own inverse: what makes the visual order also undoes it.
    Bidi.reorderVisually(levels, 0, texts, 0, texts.length);
    StringBuilder logical = new StringBuilder();
    for (Object text : texts) {
      logical.append(text);
    }
    return logical.toString();
  }

  /// Brackets show the other way round among letters from right to left.
  private static String mirrored(String text) {
    return switch (text) {
      case "(" -> ")";
      case ")" -> "(";
      case "[" -> "]";
      case "]" -> "[";
      case "{" -> "}";
      case "}" -> "{";
      case "<" -> ">";
      case ">" -> "<";
      case "«" -> "»";
      case "»" -> "«";
      default -> text;
    };
  }
}
