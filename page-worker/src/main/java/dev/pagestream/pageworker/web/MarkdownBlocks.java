package dev.pagestream.pageworker.web;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.written.Flow;
import dev.pagestream.pageworker.written.PageWriter;
import dev.pagestream.pageworker.written.TableWriter;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Writes the blocks of a Markdown tree. Used for one page, by one thread.
final class MarkdownBlocks {
  private final PageWriter page;
  private final Flow flow;
  private final HeadingLevels levels;

  MarkdownBlocks(PageWriter page, Flow flow, HeadingLevels levels) {
    this.page = page;
    this.flow = flow;
    this.levels = levels;
  }

  /// Everything in a node; the parser bounds how deep that goes.
  void children(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      node(node);
    }
  }

  private void node(Node node) {
    switch (node) {
      case Text text -> flow.append(text.getLiteral());
      case Code code -> flow.append(code.getLiteral());
      case SoftLineBreak _, HardLineBreak _ -> flow.append(" ");
      case Image image ->
          flow.picture(
              plain(image),
              Optional.ofNullable(image.getTitle()).orElse(""),
              WebImage.at(image.getDestination()));
      case HtmlInline html -> html(html.getLiteral());
      case HtmlBlock html -> {
        flow.paragraph();
        html(html.getLiteral());
        flow.paragraph();
      }
      case Heading heading -> heading(heading);
      case Paragraph _ -> {
        children(node);
        flow.paragraph();
      }
      case BulletList list -> list(list, -1);
      case OrderedList list ->
          list(list, Optional.ofNullable(list.getMarkerStartNumber()).orElse(1));
      case FencedCodeBlock code -> code(code.getLiteral());
      case IndentedCodeBlock code -> code(code.getLiteral());
      case TableBlock table -> table(table);
      case Node _ -> children(node);
    }
  }

  /// The text of an image's description, and of images in it.
  private static String plain(Node image) {
    StringBuilder text = new StringBuilder();
    plain(image, text);
    return text.toString();
  }

  private static void plain(Node parent, StringBuilder text) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text literal -> text.append(literal.getLiteral());
        case Code literal -> text.append(literal.getLiteral());
        case SoftLineBreak _, HardLineBreak _ -> text.append(' ');
        case Node _ -> plain(node, text); // The parser bounds how deep that goes.
      }
    }
  }

  private void heading(Heading heading) {
    flow.flush();
    children(heading);
    levels.write(page, heading.getLevel(), flow.take());
    flow.flushPictures();
  }

  /// @param first number; negative for bullets
  private void list(Node list, int first) {
    flow.beginList();
    int number = first;
    for (Node node = list.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ListItem) {
        flow.beginItem(first < 0 ? "-" : number + ".");
        children(node);
        flow.endItem();
        number++;
      }
    }
    flow.endList();
  }

  private void code(String literal) {
    flow.flush();
    page.code(literal, Box.NOWHERE);
  }

  private void table(TableBlock table) {
    flow.flush();
    TableWriter writer = new TableWriter();
    for (Node section = table.getFirstChild(); section != null; section = section.getNext()) {
      for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          writer.row();
          row(row, writer);
        }
      }
    }
    page.table(writer, Box.NOWHERE);
    flow.flushPictures();
  }

  private void row(Node row, TableWriter writer) {
    for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof TableCell cell) {
        children(cell);
        writer.cell(flow.take(), 1, 1, cell.isHeader(), false);
      }
    }
  }

  /// HTML between Markdown: pictures, tables and texts in it count.
  private void html(String literal) {
    Document fragment = Jsoup.parse(literal, "", HtmlDocument.parser());
    new HtmlBlocks(page, flow, levels).children(fragment.body());
  }
}
