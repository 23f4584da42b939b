package dev.pagestream.pageworker.web;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.written.EmbeddedImage;
import dev.pagestream.pageworker.written.Flow;
import dev.pagestream.pageworker.written.PageWriter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Writes the blocks of an HTML tree. Used for one page, by one thread.
///
/// Left out: what is not shown (scripts, styles, hidden elements), navigation, and controls.
final class HtmlBlocks {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "head",
          "script",
          "style",
          "noscript",
          "template",
          "nav",
          "iframe",
          "object",
          "embed",
          "video",
          "audio",
          "canvas",
          "map",
          "select",
          "button",
          "textarea",
          "input",
          "datalist");
  private static final Pattern NOT_SHOWN =
      Pattern.compile("(display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

  /// Smaller images count visits.
  private static final int SMALLEST_IMAGE_PX = 2;

  private final PageWriter page;
  private final Flow flow;
  private final HeadingLevels levels;

  HtmlBlocks(PageWriter page, Flow flow, HeadingLevels levels) {
    this.page = page;
    this.flow = flow;
    this.levels = levels;
  }

  /// Whether nobody sees it.
  static boolean leftOut(Element element) {
    return LEFT_OUT.contains(element.normalName())
        || element.hasAttr("hidden")
        || element.attr("aria-hidden").equals("true")
        || element.attr("role").equals("navigation")
        || NOT_SHOWN.matcher(element.attr("style")).find();
  }

  /// Everything in an element; the parser bounds how deep that goes.
  void children(Element element) {
    for (Node node : element.childNodes()) {
      switch (node) {
        case TextNode text -> flow.append(text.getWholeText());
        case Element child when !leftOut(child) -> element(child);
        case Node _ -> {}
      }
    }
  }

  private void element(Element element) {
    switch (element.normalName()) {
      case "br" -> flow.append(" ");
      case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element);
      case "ul", "ol", "menu", "dir" -> list(element);
      case "li" -> item(element, "-");
      case "table" -> new HtmlTable(element, page, this, flow).write();
      case "pre", "listing", "xmp" -> code(element);
      case "figure" -> figure(element);
      case "figcaption", "caption" -> caption(element);
      case "img" -> image(element);
      case "svg" -> drawing(element);
      case "math" ->
          flow.append(element.hasAttr("alttext") ? element.attr("alttext") : element.text());
      case String _ -> block(element);
    }
  }

  private void block(Element element) {
    if (element.isBlock()) {
      flow.paragraph();
      children(element);
      flow.paragraph();
    } else {
      children(element);
    }
  }

  private void heading(Element element) {
    flow.flush();
    children(element);
    levels.write(page, element.normalName().charAt(1) - '0', flow.take());
    flow.flushPictures();
  }

  private void list(Element list) {
    flow.beginList();
    boolean numbered = list.normalName().equals("ol");
    int number = number(list, "start", 1);
    for (Node node : list.childNodes()) {
      if (node instanceof Element child && !leftOut(child)) {
        if (child.normalName().equals("li")) {
          number = number(child, "value", number);
          item(child, numbered ? number + "." : "-");
          number++;
        } else {
          element(child);
        }
      } else if (node instanceof TextNode text) {
        flow.append(text.getWholeText());
      }
    }
    flow.endList();
  }

  private void item(Element element, String marker) {
    flow.beginItem(marker);
    children(element);
    flow.endItem();
  }

  private void code(Element element) {
    flow.flush();
    page.code(element.wholeText(), Box.NOWHERE);
    element.select("img").forEach(this::image);
    flow.flushPictures();
  }

  /// Its caption goes to its first picture or table.
  private void figure(Element figure) {
    flow.flush();
    int first = page.size();
    String caption = "";
    for (Node node : figure.childNodes()) {
      if (node instanceof Element child && child.normalName().equals("figcaption")) {
        caption = child.text();
      } else if (node instanceof Element child && !leftOut(child)) {
        element(child);
      } else if (node instanceof TextNode text) {
        flow.append(text.getWholeText());
      }
    }
    flow.flush();
    for (int at = first; at < page.size(); at++) {
      if (page.takesCaption(at)) {
        page.caption(at, caption);
        return;
      }
    }
    page.text(TextKind.CAPTION, caption, Box.NOWHERE);
  }

  private void caption(Element element) {
    flow.flush();
    children(element);
    page.text(TextKind.CAPTION, flow.take(), Box.NOWHERE);
    flow.flushPictures();
  }

  void image(Element image) {
    boolean counter =
        number(image, "width", SMALLEST_IMAGE_PX) < SMALLEST_IMAGE_PX
            || number(image, "height", SMALLEST_IMAGE_PX) < SMALLEST_IMAGE_PX;
    if (!counter) {
      String alternate = image.attr("alt").isBlank() ? image.attr("title") : image.attr("alt");
      flow.picture(alternate, "", WebImage.at(image.attr("src")));
    }
  }

  /// Drawings in the page are mostly icons; a figure is one that is called an image.
  private void drawing(Element svg) {
    if (svg.attr("role").equals("img") || svg.closest("figure") != null) {
      Element title = svg.selectFirst("title");
      String alternate = title == null ? svg.attr("aria-label") : title.text();
      flow.picture(
          alternate, "", new EmbeddedImage.Missing("it is an SVG drawing, which is not rendered"));
    }
  }

  /// The number an attribute begins with.
  static int number(Element element, String attribute, int otherwise) {
    String value = element.attr(attribute).strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < value.length() && end < 9 && Character.isDigit(value.charAt(end))) {
      end++;
    }
    return end == 0 ? otherwise : Integer.parseInt(value.substring(0, end));
  }
}
