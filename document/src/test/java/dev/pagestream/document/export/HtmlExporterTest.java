package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.Golden;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.SampleReport;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.export.DocumentDraft.Item;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlExporterTest {
  private static final HtmlOptions PLAIN =
      new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC);

  private static final HtmlOptions EMBEDDED =
      new HtmlOptions(ImageExportMode.EMBEDDED, ImageAltMode.STATIC);

  private static final HtmlOptions DESCRIBED =
      new HtmlOptions(ImageExportMode.EMBEDDED, ImageAltMode.DESCRIPTION);

  private static final ImageRef PIXELS =
      new ImageRef("image/png", 144, new Size(300, 150), "data:image/png;base64,AAAA");

  @ParameterizedTest
  @EnumSource
  void rendersTheReport(ImageExportMode mode) {
    HtmlOptions options = new HtmlOptions(mode, ImageAltMode.DESCRIPTION);
    Golden.assertMatches(
        "report-" + mode.wireName() + ".html",
        body(HtmlExporter.export(SampleReport.document(mode), options)) + "\n");
  }

  @Test
  void rendersTextsAsDoclingCoreDoes() {
    assertThat(
            lines(
                new DocumentDraft("d")
                    .title("The Title")
                    .heading(1, "One & \"two\"")
                    .paragraph("a < b\nc")
                    .text(TextLabel.FOOTNOTE, "note")
                    .text(TextLabel.CAPTION, "alone")))
        .isEqualTo(
            """
            <h1>The Title</h1>
            <h2>One &amp; "two"</h2>
            <p>a &lt; b<br>c</p>
            <p>note</p>
            <p>alone</p>\
            """);
  }

  @Test
  void codeIsEscapedAndKeepsItsLines() {
    assertThat(lines(new DocumentDraft("d").text(TextLabel.CODE, "if (a < b) {\r\n\tx();\n}")))
        .isEqualTo("<pre><code>if (a &lt; b) {\n\tx();\n}</code></pre>");
  }

  @Test
  void listsStandInTheirItemsAndKeepTheirMarkers() {
    assertThat(
            lines(
                new DocumentDraft("d")
                    .list(
                        Item.of("•", "one"),
                        Item.of("•", "two", Item.of("1.", "inner"), Item.of("", "next")))))
        .isEqualTo(
            """
            <ul>
            <li style="list-style-type: '• ';">one</li>
            <li style="list-style-type: '• ';">
            two
            <ol>
            <li style="list-style-type: '1. ';">inner</li>
            <li>next</li>
            </ol>
            </li>
            </ul>\
            """);
  }

  @Test
  void numbersThatJumpAreSaidInTheListItself() {
    Document page =
        export(
            new DocumentDraft("d")
                .list(
                    Item.of("3.", "c"), Item.of("4)", "d"), Item.of("x.", "e"), Item.of("9", "i")));

    assertThat(page.select("li").eachAttr("value")).containsExactly("3", "9");
  }

  @Test
  void aMarkerCannotLeaveItsStyle() {
    Document page = export(new DocumentDraft("d").list(Item.of("'; } * { color: red\\\"<", "x")));

    assertThat(page.select("li").attr("style"))
        .isEqualTo(
            "list-style-type: '\\27 \\3b  \\7d  * \\7b  color: red\\5c \\22 \\3c  ';"
                + " list-style-position: inside;");
  }

  @ParameterizedTest
  @CsvSource({
    "'1,3,3,1,5,2', 'h2,h3,h3,h2,h3,h3'",
    "'4,4,2,5', 'h2,h2,h2,h3'",
    "'1,2,3,4,5,9', 'h2,h3,h4,h5,h6,h6'",
    "'5,4,3,2,1', 'h2,h2,h2,h2,h2'"
  })
  void noLevelOfHeadingsIsSkipped(String levels, String expected) {
    DocumentDraft draft = new DocumentDraft("d").title("Title");
    for (String level : levels.split(",", -1)) {
      draft.heading(Integer.parseInt(level), "heading");
    }

    assertThat(export(draft).select("h2,h3,h4,h5,h6").stream().map(Element::tagName))
        .containsExactly(expected.split(",", -1));
  }

  @Test
  void withoutATitleItsNameIsTheFirstHeadingForThoseWhoListen() {
    Document page = export(new DocumentDraft("minutes").heading(2, "Present"));

    assertThat(page.select("h1.unseen").text()).isEqualTo("minutes");
    assertThat(page.title()).isEqualTo("minutes");
    assertThat(page.select("h2").text()).isEqualTo("Present");
  }

  @Test
  void theTitleOfTheDocumentIsThatOfThePage() {
    Document page = export(new DocumentDraft("scan_001").title("Growth &\n<risk>"));

    assertThat(page.title()).isEqualTo("Growth & <risk>");
    assertThat(page.select("h1")).hasSize(1).allMatch(title -> title.classNames().isEmpty());
  }

  @Test
  void whatSaysNothingIsLeftOut() {
    assertThat(
            lines(
                new DocumentDraft("d")
                    .title(" \u0000")
                    .heading(1, "\u202E")
                    .paragraph("\n")
                    .list(Item.of("•", " ", Item.of("•", "")))
                    .table("", new CellTable(List.of(), 0, 0))
                    .picture(" ", Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void tablesHaveHeadersSpansAndACaption() {
    assertThat(lines(new DocumentDraft("d").table("Table \"1\"", HtmlSamples.spans())))
        .isEqualTo(
            "<table><caption><div class=\"caption\">Table &quot;1&quot;</div></caption><tbody>"
                + "<tr><td rowspan=\"2\"></td><th scope=\"col\" colspan=\"2\">2023</th>"
                + "<th scope=\"col\" colspan=\"2\">2024</th></tr>"
                + "<tr><th scope=\"col\">H1</th><th scope=\"col\">H2</th>"
                + "<th scope=\"col\">H1</th><th scope=\"col\">H2</th></tr>"
                + "<tr><th scope=\"row\">Europe</th><td>10.2</td><td>11.0</td><td>12.4</td>"
                + "<td>13.1</td></tr>"
                + "<tr><th scope=\"row\">Asia</th><td colspan=\"2\">not reported</td><td>8.0</td>"
                + "<td>12.0</td></tr></tbody></table>");
  }

  @Test
  void aWideTableScrollsInAFrameWithAName() {
    List<List<String>> seven = List.of(List.of("a", "b", "c", "d", "e", "f", "g"));
    Document page =
        export(
            new DocumentDraft("d")
                .table("Named", CellTable.of(seven))
                .table("", CellTable.of(seven))
                .table("", CellTable.of(List.of(seven.getFirst().subList(0, 6)))));

    assertThat(page.select("table")).hasSize(3);
    assertThat(page.select("div.wide[tabindex=0] > table")).hasSize(2);
    assertThat(page.select("div.wide[aria-labelledby=table-1] caption#table-1").text())
        .isEqualTo("Named");
    assertThat(page.select("div.wide[aria-label]")).hasSize(1);
  }

  @Test
  void aPictureHasItsCaptionItsAlternativeAndWhatIsKnown() {
    assertThat(
            body(
                HtmlExporter.export(
                    new DocumentDraft("d")
                        .picture("Figure 1", meta("A bar <rising>."), Optional.of(PIXELS))
                        .build(),
                    DESCRIBED)))
        .isEqualTo(
            "<figure><figcaption><div class=\"caption\">Figure 1</div></figcaption>"
                + "<img src=\"data:image/png;base64,AAAA\" alt=\"A bar &lt;rising&gt;.\""
                + " width=\"200\" height=\"100\" aria-details=\"picture-1\">"
                + "<details class=\"docling-meta\" id=\"picture-1\">"
                + "<summary>About this picture</summary>"
                + "<div class=\"docling-meta-field\" data-meta-name=\"description\">"
                + "<span class=\"docling-meta-field-label\">description:</span> "
                + "<span class=\"docling-meta-field-value\">A bar &lt;rising&gt;.</span></div>"
                + "</details></figure>");
  }

  @Test
  void aLongDescriptionIsCutInTheAlternativeOnly() {
    Document page =
        page(
            HtmlExporter.export(
                new DocumentDraft("d")
                    .picture("", meta(HtmlSamples.LONG_DESCRIPTION), Optional.of(PIXELS))
                    .build(),
                DESCRIBED));

    String alt = page.select("img").attr("alt");
    assertThat(alt).endsWith(".").hasSizeLessThanOrEqualTo(AltTexts.MAX_CHARS);
    assertThat(Inline.oneLine(HtmlSamples.LONG_DESCRIPTION)).startsWith(alt);
    assertThat(page.select("[data-meta-name=description] .docling-meta-field-value").text())
        .isEqualTo(Inline.oneLine(HtmlSamples.LONG_DESCRIPTION));
  }

  @Test
  void withoutAnImageWhatIsKnownIsUnfolded() {
    Document page = export(new DocumentDraft("d").picture("", meta("A bar."), Optional.of(PIXELS)));

    assertThat(page.select("img")).isEmpty();
    assertThat(page.select("figure > details[open]")).hasSize(1);
  }

  @Test
  void aDecorativePictureIsPassedOver() {
    assertThat(
            body(
                HtmlExporter.export(
                    new DocumentDraft("d")
                        .picture("", Optional.of(HtmlSamples.decorative()), Optional.of(PIXELS))
                        .build(),
                    DESCRIBED)))
        .isEqualTo(
            "<figure><img src=\"data:image/png;base64,AAAA\" alt=\"\" width=\"200\""
                + " height=\"100\"></figure>");
  }

  @Test
  void aChartHasItsTableAndItsCode() {
    Document page = export(HtmlSamples.everything(), PLAIN);

    Elements chart = page.select("[data-meta-name=tabular_chart] table");
    assertThat(chart).hasSize(1);
    assertThat(chart.select("caption").text()).isEqualTo("Bar chart");
    assertThat(chart.select("th[scope=col]").eachText()).containsExactly("Quarter", "Revenue");
    assertThat(chart.select("th[scope=row]").eachText()).containsExactly("Q1", "Q2", "Q3", "Q4");
    assertThat(page.select("[data-meta-name=code] pre code").text())
        .startsWith("import matplotlib");
    assertThat(page.select("[data-meta-name=classification] .docling-meta-field-value").text())
        .isEqualTo("Bar chart");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64,AAAA",
        "data:image/png;base64,\"onerror=",
        "file:///etc/passwd",
        "//evil.example/x.png",
        "\\\\evil.example\\x.png",
        "/etc/passwd",
        "vbscript:x",
        "http://evil.example/\" onload=\"",
        " ",
        ""
      })
  void anAddressThatIsNoImagesIsNotWritten(String uri) {
    assertThat(ImageUri.of(uri)).isEmpty();
    assertThat(pictured(uri).select("img")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "artifacts/image_000000_ab.png, artifacts/image_000000_ab.png",
    "../up/ü \"b\".png, ../up/%C3%BC%20%22b%22.png",
    "a:b/c.png?x, ",
    "1:b/c.png?x#y, 1%3Ab/c.png%3Fx%23y",
    "https://example.org/a.png?b=c&d, https://example.org/a.png?b=c&d",
    "'data:image/svg+xml;base64,AA==', 'data:image/svg+xml;base64,AA=='"
  })
  void otherAddressesAreWrittenAsBrowsersReadThem(String uri, String written) {
    assertThat(ImageUri.of(uri)).isEqualTo(Optional.ofNullable(written));
    assertThat(pictured(uri).select("img").attr("src")).isEqualTo(written == null ? "" : written);
  }

  @Test
  void aPageInAnotherLanguageSaysWhatIsEnglish() {
    DoclingDocument document =
        new DocumentDraft("d")
            .picture("Bild 1", meta("A chart."), Optional.of(PIXELS))
            .picture("Bild 2", Optional.empty(), Optional.of(PIXELS))
            .build();

    Document german =
        page(
            HtmlExporter.export(
                document,
                new HtmlOptions(
                    ImageExportMode.EMBEDDED, ImageAltMode.DESCRIPTION, "de_AT", false)));
    Document english = export(document, DESCRIBED);

    assertThat(german.select("html").attr("lang")).isEqualTo("de-AT");
    assertThat(german.select("img[lang=en]").eachAttr("alt")).containsExactly("A chart.");
    assertThat(german.select("summary[lang=en]")).hasSize(1);
    assertThat(german.select("span.docling-meta-field-value[lang=en]")).hasSize(1);
    assertThat(english.select("[lang]")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "und", "xx", "not a language", "e", "\"><script>"})
  void aLanguageNobodySpeaksIsRefused(String language) {
    assertThatThrownBy(() ->
            new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC, language, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(language);
  }

  @Test
  void aPageRunsAsMostOfItsTextDoes() {
    Document page = export(HtmlSamples.rightToLeft(), PLAIN);

    assertThat(page.select("html").attr("dir")).isEqualTo("rtl");
    assertThat(page.select("p[dir=ltr]").text()).startsWith("Quoted from");
    assertThat(page.select("pre").attr("dir")).isEqualTo("ltr");
    assertThat(page.select("h1,h2,li,th").eachAttr("dir")).isEmpty();
  }

  @Test
  void aTextThatRunsAnotherWayThanThePageSaysSo() {
    Document page =
        export(new DocumentDraft("d").paragraph("Many words from the left.").paragraph("(שלום)"));

    assertThat(page.select("html").hasAttr("dir")).isFalse();
    assertThat(page.select("[dir]").eachText()).containsExactly("(שלום)");
  }

  @Test
  void pagesAreMarkedWhenAskedFor() {
    Document page =
        page(
            HtmlExporter.export(
                HtmlSamples.everything(),
                new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC, "en", true)));

    assertThat(page.select("hr.page-break").eachAttr("aria-label")).containsExactly("1", "2", "4");
    assertThat(page.select("hr#page-2 + h2").text()).isEqualTo("Regions");
    assertThat(export(HtmlSamples.everything(), PLAIN).select("hr")).isEmpty();
  }

  @Test
  void aSplitPageShowsEachPageBesideItsText() {
    Document page =
        page(
            HtmlExporter.exportSplitPage(
                new DocumentDraft("d")
                    .page(1, Optional.of(PIXELS))
                    .title("One")
                    .page(2)
                    .paragraph("two")
                    .page(3, Optional.of(PIXELS))
                    .page(4)
                    .page(5, Optional.of(PIXELS))
                    .paragraph("five")
                    .page(6, Optional.of(PIXELS))
                    .build(),
                PLAIN));

    assertThat(page.select("section > figure > figcaption").eachText())
        .containsExactly("Page 1", "Page 2", "Page 3", "Page 5", "Page 6");
    assertThat(page.select("section > div.page").eachText()).containsExactly("One", "two", "five");
    assertThat(page.select(".page-image img")).hasSize(4).allMatch(image -> image.hasAttr("alt"));
    assertThat(page.select("section:nth-of-type(2) figure p").text())
        .isEqualTo("no page-image found");
  }

  @Test
  void aDocumentWithoutPagesHasNoLeftSide() {
    Document page = page(HtmlExporter.exportSplitPage(HtmlSamples.untitled(), PLAIN));

    assertThat(page.select("section")).hasSize(1);
    assertThat(page.select("figure")).isEmpty();
    assertThat(page.select(".page h2")).hasSize(3);
  }

  @Test
  void everyIdIsUnique() {
    for (String html :
        List.of(
            HtmlExporter.export(HtmlSamples.hostile(), DESCRIBED),
            HtmlExporter.exportSplitPage(HtmlSamples.everything(), DESCRIBED))) {
      assertThat(page(html).select("[id]").eachAttr("id")).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void randomDocumentsAreRendered() {
    RandomDocuments random = new RandomDocuments(5);
    for (int round = 0; round < 100; round++) {
      DoclingDocument document = random.next().document();
      for (ImageAltMode alt : ImageAltMode.values()) {
        HtmlOptions options = new HtmlOptions(ImageExportMode.EMBEDDED, alt);
        HtmlAssertions.assertClean(HtmlExporter.export(document, options));
        HtmlAssertions.assertClean(HtmlExporter.exportSplitPage(document, options));
      }
    }
  }

  private static Document pictured(String uri) {
    ImageRef image = new ImageRef("image/png", 0, new Size(0, 0), uri);
    return export(
        new DocumentDraft("d").picture("c", Optional.empty(), Optional.of(image)).build(),
        EMBEDDED);
  }

  private static Optional<PictureMeta> meta(String description) {
    return Optional.of(HtmlSamples.meta(description, Optional.empty()));
  }

  private static String lines(DocumentDraft draft) {
    return body(HtmlExporter.export(draft.build(), PLAIN));
  }

  /// What stands in the page, as it is written.
  private static String body(String html) {
    String begin = "<div class='page'>\n";
    return html.substring(html.indexOf(begin) + begin.length(), html.indexOf("\n</div>\n</main>"));
  }

  private static Document export(DocumentDraft draft) {
    return export(draft.build(), PLAIN);
  }

  private static Document export(DoclingDocument document, HtmlOptions options) {
    return page(HtmlExporter.export(document, options));
  }

  private static Document page(String html) {
    return Jsoup.parse(html);
  }
}
