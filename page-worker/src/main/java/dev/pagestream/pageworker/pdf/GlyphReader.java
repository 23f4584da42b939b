package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Origin;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/// Turns a shown glyph into text and box on the displayed page. Confined to the thread of the pass.
final class GlyphReader {
  private static final double DESCENT_EM = -0.22;
  private static final double ASCENT_EM = 0.76;
  private static final double MIDDLE_OF_LETTERS_EM = 0.35;
  private static final double UNITS_PER_EM = 1000;
  private static final String UNKNOWN = "\uFFFD";
  private static final int BOLD_WEIGHT = 700;
  private static final List<String> BOLD_NAMES =
      List.of("bold", "black", "medi", "heavy", "cmbx", "-bd");

  /// Codes of fonts of one byte, which most are.
  private static final int BYTE_CODES = 256;

  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  /// Where TeX has ligatures in its old encoding (OT1), and ligatures, quotes, dashes and the
  /// hyphen at the end of a line in the one that it makes bitmaps of today (T1).
  private static final Map<Integer, String> TEX_SIGNS =
      Map.ofEntries(
          Map.entry(11, "ff"),
          Map.entry(12, "fi"),
          Map.entry(13, "fl"),
          Map.entry(14, "ffi"),
          Map.entry(15, "ffl"),
          Map.entry(16, "\u201C"),
          Map.entry(17, "\u201D"),
          Map.entry(21, "\u2013"),
          Map.entry(22, "\u2014"),
          Map.entry(27, "ff"),
          Map.entry(28, "fi"),
          Map.entry(29, "fl"),
          Map.entry(30, "ffi"),
          Map.entry(31, "ffl"),
          Map.entry(127, "-"));

  private final DisplaySpace space;
  private final IdentityHashMap<PDFont, Font> fonts = new IdentityHashMap<>();

  /// What was asked of a font on this page.
  private static final class Font {
    private final PDFont font;
    private final boolean bold;
    private final boolean vertical;
    private final @Nullable String[] bytes = new @Nullable String[BYTE_CODES];
    private final Map<Integer, String> texts = new HashMap<>();

    Font(PDFont font) {
      this.font = font;
      bold = isBold(font);
      vertical = font.isVertical();
    }

    /// In em, of the sign itself: in columns the next one stands below.
    double width(int code, Vector displacement) throws IOException {
      return vertical ? font.getWidth(code) / UNITS_PER_EM : displacement.getX();
    }

    /// From the left edge of a sign to the baseline of its line, in em: in columns, which stand on
    /// their middle, where the letters of turned words stand.
    double baseline(double width) {
      return vertical ? width / 2 - MIDDLE_OF_LETTERS_EM : 0;
    }

    String text(int code) {
      if (code < 0 || code >= BYTE_CODES) {
        return texts.computeIfAbsent(code, _ -> GlyphReader.text(font, code));
      }
      String known = bytes[code];
      if (known == null) {
        known = GlyphReader.text(font, code);
        bytes[code] = known;
      }
      return known;
    }
  }

  GlyphReader(DisplaySpace space) {
    this.space = space;
  }

  /// @param rendering from glyph space (1 unit is 1 em) to user space
  /// @param displacement to the next glyph, in em
  Glyph read(
      Matrix rendering, PDFont font, int code, Vector displacement, boolean visible, Origin source)
      throws IOException {
    Font known = fonts.computeIfAbsent(font, Font::new);
    double width = known.width(code, displacement);
    Point2D origin = at(rendering, (float) known.baseline(width), 0);
    Point2D next =
        at(rendering, (float) known.baseline(width) + displacement.getX(), displacement.getY());
    Point2D top = at(rendering, (float) known.baseline(width), 1);
    Glyph.Direction direction =
        Glyph.Direction.of(next.getX() - origin.getX(), next.getY() - origin.getY());
    Box box = space.box(rendering, 0, DESCENT_EM, width, ASCENT_EM);
    return new Glyph(
        known.text(code),
        box,
        direction,
        direction.along(origin.getX(), origin.getY()),
        direction.along(next.getX(), next.getY()),
        direction.across(origin.getX(), origin.getY()),
        origin.distance(top),
        known.vertical && direction.vertical(),
        known.bold,
        visible,
        source);
  }

  private Point2D at(Matrix rendering, float x, float y) {
    Point2D.Float user = rendering.transformPoint(x, y);
    return space.point(user.x, user.y);
  }

  /// What a code stands for. Fonts of one byte without a mapping mostly keep to ASCII, as those do
  /// that TeX makes of bitmaps.
  private static String text(PDFont font, int code) {
    @Nullable String unicode = font.toUnicode(code);
    if (unicode != null) {
      return unicode;
    }
    if (font instanceof PDSimpleFont) {
      return code >= FIRST_PRINTABLE && code <= LAST_PRINTABLE
          ? String.valueOf((char) code)
          : TEX_SIGNS.getOrDefault(code, font instanceof PDType3Font ? "" : UNKNOWN);
    }
    return UNKNOWN;
  }

  private static boolean isBold(PDFont font) {
    @Nullable String name = font.getName();
    if (name != null && BOLD_NAMES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains)) {
      return true;
    }
    @Nullable PDFontDescriptor descriptor = font.getFontDescriptor();
    return descriptor != null
        && (descriptor.isForceBold() || descriptor.getFontWeight() >= BOLD_WEIGHT);
  }
}
