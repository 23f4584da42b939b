package dev.pagestream.document.export;

import dev.pagestream.document.docling.PictureMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What is known about a picture as docling-core prints it: all of it, in its order.
public final class PictureTexts {
  private PictureTexts() {}

  /// @param print how a model's text is printed
  /// @param printCode how the code of a chart is printed
  public static List<String> of(
      PictureMeta meta, UnaryOperator<String> print, UnaryOperator<String> printCode) {
    List<String> texts = new ArrayList<>();
    meta.summary().ifPresent(s -> texts.add(print.apply(s.text())));
    meta.description().ifPresent(d -> texts.add(print.apply(d.text())));
    meta.classification().ifPresent(c -> texts.add(Inline.humanized(c.main().className())));
    meta.tabularChart().ifPresent(c -> texts.add(GridTable.lines(c.chartData())));
    meta.code().ifPresent(c -> texts.add(printCode.apply(Inline.lines(c.text()))));
    return texts;
  }
}
