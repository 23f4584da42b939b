package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Boxes;
import dev.pagestream.pageworker.text.PageText;
import dev.pagestream.pageworker.text.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gives tables their captions, each once.
final class TableCaptions {
  private static final double FARTHEST_EM = 3.5;
  private static final double SHARED = 0.25;

  /// Captions of tables stand over them mostly.
  private static final double BELOW_COSTS = 1.3;

  private TableCaptions() {}

  private record Pair(TextBlock caption, int table, double cost) {}

  /// Whether the caption of some table stands over or under a box.
  static boolean isNear(Box box, PageText text) {
    return text.tableCaptions().stream()
        .anyMatch(caption -> cost(caption, box, text) < Double.MAX_VALUE);
  }

  /// The tables in their order, with their captions.
  static List<FoundTable> give(List<FoundTable> tables, PageText text) {
    List<Pair> pairs = new ArrayList<>();
    for (TextBlock caption : text.tableCaptions()) {
      for (int i = 0; i < tables.size(); i++) {
        double cost = cost(caption, tables.get(i).box(), text);
        if (cost < Double.MAX_VALUE) {
          pairs.add(new Pair(caption, i, cost));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost));
    List<FoundTable> captioned = new ArrayList<>(tables);
    List<TextBlock> taken = new ArrayList<>();
    for (Pair pair : pairs) {
      FoundTable table = captioned.get(pair.table());
      if (table.caption().isEmpty() && !taken.contains(pair.caption())) {
        captioned.set(pair.table(), table.with(pair.caption().first()));
        taken.add(pair.caption());
      }
    }
    return captioned;
  }

  private static double cost(TextBlock caption, Box table, PageText text) {
    Box box = caption.box();
    double shared = Boxes.sharedX(box, table);
    double gap = Boxes.gapY(box, table);
    boolean above = Boxes.centreY(box) < Boxes.centreY(table);
    return shared < SHARED * Math.min(box.width(), table.width())
            || gap > FARTHEST_EM * text.statistics().bodyPt()
            || text.separates(box, table, 0.5)
        ? Double.MAX_VALUE
        : gap * (above ? 1 : BELOW_COSTS);
  }
}
