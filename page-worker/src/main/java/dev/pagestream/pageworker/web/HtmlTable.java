package dev.pagestream.pageworker.web;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.written.Flow;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/// A table of an HTML tree: data, or a page laid out by a table. Used once.
final class HtmlTable {
  private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");

  private final Element table;
  private final PageWriter page;
  private final HtmlBlocks blocks;
  private final Flow flow;
  private final List<Element> rows;

  HtmlTable(Element table, PageWriter page, HtmlBlocks blocks, Flow flow) {
    this.table = table;
    this.page = page;
    this.blocks = blocks;
    this.flow = flow;
    this.rows = rows(table);
  }

  void write() {
    flow.flush();
    if (rows.stream().allMatch(row -> cells(row).isEmpty())) {
      blocks.children(table);
    } else if (laysOut()) {
      for (Element row : rows) {
        for (Element cell : cells(row)) {
          blocks.children(cell);
          flow.paragraph();
        }
      }
    } else {
      writeData();
    }
  }

  private void writeData() {
    TableWriter writer = new TableWriter();
    for (Element row : rows) {
      writer.row();
      List<Element> cells = cells(row);
      boolean header =
          parentIs(row, "thead") || cells.stream().allMatch(cell -> cell.normalName().equals("th"));
      for (Element cell : cells) {
        boolean named = cell.normalName().equals("th");
        boolean scopedRow = named && cell.attr("scope").startsWith("row");
        boolean scopedColumn = named && cell.attr("scope").startsWith("col");
        writer.cell(
            cell.text(),
            HtmlBlocks.number(cell, "rowspan", 1),
            HtmlBlocks.number(cell, "colspan", 1),
            scopedColumn || (header && !scopedRow),
            scopedRow || (named && !header && !scopedColumn));
      }
    }
    int at = page.size();
    page.table(writer, Box.NOWHERE);
    for (Element child : table.children()) {
      if (child.normalName().equals("caption") && page.size() == at + 1 && page.takesCaption(at)) {
        page.caption(at, child.text());
      }
    }
    rows.forEach(row -> row.select("img").forEach(blocks::image));
    flow.flushPictures();
  }

  /// Whether the table only places things on a page.
  private boolean laysOut() {
    String role = table.attr("role");
    boolean single = rows.size() == 1 && cells(rows.getFirst()).size() <= 1;
    boolean holdsTables = table.selectFirst("td table") != null && table.selectFirst("th") == null;
    return role.equals("presentation") || role.equals("none") || single || holdsTables;
  }

  private static List<Element> rows(Element table) {
    List<Element> rows = new ArrayList<>();
    for (Element child : table.children()) {
      if (child.normalName().equals("tr")) {
        rows.add(child);
      } else if (SECTIONS.contains(child.normalName())) {
        child.children().stream()
            .filter(row -> row.normalName().equals("tr") && !HtmlBlocks.leftOut(row))
            .forEach(rows::add);
      }
    }
    return rows;
  }

  private static List<Element> cells(Element row) {
    return row.children().stream()
        .filter(cell -> cell.normalName().equals("td") || cell.normalName().equals("th"))
        .toList();
  }

  private static boolean parentIs(Element row, String name) {
    Element parent = row.parent();
    return parent != null && parent.normalName().equals(name);
  }
}
