package dev.pagestream.testkit.samples;

import java.awt.Color;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// How text is set. Sizes in points.
///
/// @param leading from baseline to baseline
/// @param after space below the last line
record Style(PDFont font, float size, float leading, float after, Color color) {
  private static final Color INK = new Color(0x20, 0x24, 0x2a);

  static final Style TITLE = sans(FontName.HELVETICA_BOLD, 25, 30, 6, Palette.DEEP);
  static final Style SUBTITLE = sans(FontName.HELVETICA, 12.5f, 17, 16, Palette.SLATE);
  static final Style HEADING = sans(FontName.HELVETICA_BOLD, 15.5f, 20, 6, Palette.DEEP);
  static final Style SUBHEADING = sans(FontName.HELVETICA_BOLD, 12.5f, 16, 4, Palette.DEEP);
  static final Style BODY = sans(FontName.TIMES_ROMAN, 10.5f, 14, 8, INK);
  static final Style ITEM = sans(FontName.TIMES_ROMAN, 10.5f, 14, 3, INK);
  static final Style CAPTION = sans(FontName.HELVETICA, 8.5f, 11.5f, 14, Palette.SLATE);
  static final Style CELL = sans(FontName.HELVETICA, 9, 12, 0, INK);
  static final Style HEAD_CELL = sans(FontName.HELVETICA_BOLD, 9, 12, 0, Palette.DEEP);
  static final Style FURNITURE = sans(FontName.HELVETICA, 8.5f, 11, 0, Palette.SLATE);

  private static Style sans(FontName font, float size, float leading, float after, Color color) {
    return new Style(new PDType1Font(font), size, leading, after, color);
  }
}
