package dev.pagestream.pageworker.pdf;

import dev.pagestream.pageworker.model.TextLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins glyphs, in the order they are drawn, to lines. Confined to the thread of the pass.
final class LineCollector {
  private final List<TextLine> lines = new ArrayList<>();
  private @Nullable LineBuilder current;

  void add(Glyph glyph) {
    LineBuilder line = current;
    if (line != null && line.continuesWith(glyph)) {
      line.add(glyph);
      return;
    }
    finishLine();
    current = glyph.text().isBlank() ? null : new LineBuilder(glyph);
  }

  List<TextLine> finish() {
    finishLine();
    return List.copyOf(lines);
  }

  private void finishLine() {
    if (current != null) {
      lines.add(current.build());
      current = null;
    }
  }
}
