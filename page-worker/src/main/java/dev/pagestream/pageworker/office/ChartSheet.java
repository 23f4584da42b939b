package dev.pagestream.pageworker.office;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.written.EmbeddedImage;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.TableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.w3c.dom.Element;

/// The numbers a chart of an Office document is drawn from. Immutable.
///
/// @param title may be empty
/// @param categories by place
/// @param series in the order of the chart
record ChartSheet(String title, Map<Integer, String> categories, List<Series> series) {
  /// Points of one series; of more only the first are read.
  private static final int MAX_POINTS = 10_000;

  /// @param values by place
  record Series(String name, Map<Integer, String> values) {}

  static ChartSheet of(PackagePart part) throws IOException {
    Element root = OfficePackage.xml(part);
    Map<Integer, String> categories = new TreeMap<>();
    List<Series> series = new ArrayList<>();
    for (Element drawn : Xml.below(root, "ser")) {
      child(drawn, "cat", "xVal").ifPresent(axis -> points(axis).forEach(categories::putIfAbsent));
      String name = Xml.child(drawn, "tx").map(ChartSheet::text).orElse("");
      child(drawn, "val", "yVal").ifPresent(values -> series.add(new Series(name, points(values))));
    }
    String title = Xml.path(root, "chart", "title").map(ChartSheet::text).orElse("");
    return new ChartSheet(title, categories, series);
  }

  /// A picture that is not drawn, and before it a table of what it shows.
  void write(PageWriter page, String alternate, Box box) {
    if (!series.isEmpty()) {
      int at = page.size();
      page.table(table(), box);
      if (page.size() == at + 1 && page.takesCaption(at)) {
        page.caption(at, title);
      }
    }
    page.picture(
        box,
        alternate.isBlank() ? title : alternate,
        new EmbeddedImage.Missing("it is a chart that Office draws; its numbers are in a table"));
  }

  private TableWriter table() {
    TableWriter table = new TableWriter();
    table.row();
    table.cell("", 1, 1, true, false);
    series.forEach(one -> table.cell(one.name(), 1, 1, true, false));
    Map<Integer, String> rows = new TreeMap<>(categories);
    series.forEach(one -> one.values().keySet().forEach(place -> rows.putIfAbsent(place, "")));
    rows.forEach((place, category) -> {
      table.row();
      table.cell(category, 1, 1, false, true);
      series.forEach(one -> table.cell(one.values().getOrDefault(place, ""), 1, 1, false, false));
    });
    return table;
  }

  private static Optional<Element> child(Element parent, String name, String other) {
    return Xml.child(parent, name).or(() -> Xml.child(parent, other));
  }

  private static Map<Integer, String> points(Element axis) {
    Map<Integer, String> points = new TreeMap<>();
    for (Element point : Xml.below(axis, "pt")) {
      Optional<Integer> place = Xml.attribute(point, "idx").flatMap(Xml::number);
      if (place.isPresent() && points.size() < MAX_POINTS) {
        points.putIfAbsent(place.get(), point.getTextContent());
      }
    }
    return points;
  }

  /// Names and titles are plain values or rich text.
  private static String text(Element named) {
    List<Element> values = Xml.below(named, "v");
    return (values.isEmpty() ? Xml.below(named, "t") : values)
        .stream().map(Element::getTextContent).collect(Collectors.joining(" "));
  }
}
