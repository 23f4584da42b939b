package dev.pagestream.document.export;

import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.TextLabel;
import java.util.regex.Pattern;

/// Renders a document as WebVTT, as docling-core does: only texts with a time in a recording become
/// cues, and a document that was made from pages has none. What is left is the first line, with the
/// document's last title; no text, list, table or picture is written.
///
/// One difference: docling-core prints the title as it is, so that a line break in it could begin a
/// cue. Here line breaks and control characters in it are spaces.
public final class VttExporter {
  private static final String SIGNATURE = "WEBVTT";
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

  private VttExporter() {}

  /// @return without a line end at the end
  public static String export(DoclingDocument document) {
    return Blocks.of(document).stream()
        .filter(Block.Text.class::isInstance)
        .map(block -> ((Block.Text) block).item())
        .filter(item -> item.label() == TextLabel.TITLE)
        .map(item -> CONTROLS.matcher(item.text()).replaceAll(" ").strip())
        .filter(title -> !title.isEmpty())
        .reduce((_, last) -> last)
        .map(title -> SIGNATURE + " " + Unicode.wellFormed(title))
        .orElse(SIGNATURE);
  }
}
