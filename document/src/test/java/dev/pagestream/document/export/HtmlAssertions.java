package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// What no text in a document can change about its page.
final class HtmlAssertions {
  private static final int MAX_ERRORS = 10;

  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "main",
          "section",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "p",
          "br",
          "hr",
          "ul",
          "ol",
          "li",
          "table",
          "caption",
          "tbody",
          "tr",
          "th",
          "td",
          "figure",
          "figcaption",
          "img",
          "details",
          "summary",
          "span",
          "pre",
          "code");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "lang",
          "dir",
          "class",
          "id",
          "charset",
          "http-equiv",
          "content",
          "name",
          "role",
          "tabindex",
          "scope",
          "rowspan",
          "colspan",
          "style",
          "value",
          "src",
          "alt",
          "width",
          "height",
          "open",
          "data-meta-name",
          "aria-label",
          "aria-labelledby",
          "aria-details");

  private static final Pattern STYLE =
      Pattern.compile(
          "list-style-type: '(?:[^'\"\\\\;{}<>&]|\\\\[0-9a-f]{1,2} )+ ';(?: list-style-position: inside;)?");

  private static final Pattern NEVER =
      Pattern.compile(
          "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

  private HtmlAssertions() {}

  static Document assertClean(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(MAX_ERRORS);
    Document page = Jsoup.parse(html, "", parser);
    assertThat(parser.getErrors()).as(html).isEmpty();
    assertThat(NEVER.matcher(html).find()).as(html).isFalse();
    assertThat(page.select("main")).hasSize(1);
    assertThat(page.select("head > *")).hasSize(6);
    assertThat(page.select("html, html *").stream().map(Element::tagName)).isSubsetOf(ELEMENTS);
    assertThat(page.select("html, html *").stream().flatMap(e -> e.attributes().asList().stream()))
        .extracting(Attribute::getKey)
        .isSubsetOf(ATTRIBUTES);
    assertThat(page.select("[style]").eachAttr("style")).allMatch(STYLE.asMatchPredicate());
    assertThat(page.select("h1")).isNotEmpty();
    assertThat(page.select("h1,h2,h3,h4,h5,h6,p,li,th,summary"))
        .allMatch(element -> !element.text().isBlank());
    return page;
  }
}
