package dev.pagestream.pageworker.pdf;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/// Takes away the widths of fonts that give them for more glyphs than a font has: PDFBox keeps one
/// for each glyph of a range, and a range may be written from 0 to two thousand millions. Confined
/// to the thread of the page.
final class CidWidths {
  private static final int MOST_GLYPHS = 1 << 16;

  private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /// To be called before an operator is run: PDFBox reads a font when it is set.
  void check(Operator operator, List<COSBase> operands, @Nullable PDResources resources) {
    if (resources != null
        && OperatorName.SET_FONT_AND_SIZE.equals(operator.getName())
        && !operands.isEmpty()
        && operands.getFirst() instanceof COSName name) {
      COSDictionary fonts = resources.getCOSObject().getCOSDictionary(COSName.FONT);
      COSDictionary font = fonts == null ? null : fonts.getCOSDictionary(name);
      if (font != null && seen.add(font)) {
        checkDescendant(font);
      }
    }
  }

  private static void checkDescendant(COSDictionary font) {
    COSArray descendants = font.getCOSArray(COSName.DESCENDANT_FONTS);
    if (descendants != null
        && descendants.size() > 0
        && descendants.getObject(0) instanceof COSDictionary descendant) {
      COSArray widths = descendant.getCOSArray(COSName.W);
      if (widths != null && glyphs(widths) > MOST_GLYPHS) {
        descendant.removeItem(COSName.W);
      }
    }
  }

  /// Glyphs that have a width: `first [width ...]` or `first last width`, over and over.
  private static long glyphs(COSArray widths) {
    long glyphs = 0;
    for (int i = 0; i + 1 < widths.size(); i += 2) {
      COSBase first = widths.getObject(i);
      COSBase next = widths.getObject(i + 1);
      if (next instanceof COSArray array) {
        glyphs += array.size();
      } else {
        if (first instanceof COSNumber from && next instanceof COSNumber to) {
          glyphs += Math.max(0, to.longValue() - from.longValue() + 1);
        }
        i++;
      }
    }
    return glyphs;
  }
}
