package dev.pagestream.pageworker.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.written.Written;
import dev.pagestream.pageworker.written.WrittenSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlDocumentIT {
  @TempDir Path directory;

  @Test
  void readsHeadingsParagraphsAndNestedLists() throws Exception {
    assertThat(
            blocks(
                """
                <html><head><title>Not the title</title><style>p{}</style></head><body>
                <nav><a href="/">Home</a></nav>
                <h1>The <em>title</em></h1>
                <p>Some <b>bold</b>
                   words<br>and more.</p><div>Loose text <span>in a div</span></div>
                <h2>Section</h2>
                <ul><li>One<ul><li><p>Inner</p><p>more</p></li></ul></li><li>Two</li></ul>
                <ol start="3"><li>Three</li><li value="7">Seven</li></ol>
                <h3>Sub</h3><pre><code>int a = 1;
                  int b;</code></pre>
                <p hidden>Nobody sees it</p><p style="display: none">nor this</p>
                <script>alert("x")</script></body></html>
                """))
        .containsExactly(
            "TITLE The title",
            "PARAGRAPH Some bold words and more.",
            "PARAGRAPH Loose text in a div",
            "HEADING 1 Section",
            "LIST_ITEM 0 - One",
            "LIST_ITEM 1 - Inner more",
            "LIST_ITEM 0 - Two",
            "LIST_ITEM 0 3. Three",
            "LIST_ITEM 0 7. Seven",
            "HEADING 2 Sub",
            "CODE int a = 1;\n  int b;");
  }

  @Test
  void takesTheNameOfThePageForItsTitleWhenNothingElseIs() throws Exception {
    assertThat(blocks("<html><head><title>Name</title></head><body><h2>A</h2><h3>B</h3>"))
        .containsExactly("TITLE Name", "HEADING 1 A", "HEADING 2 B");
  }

  @Test
  void keepsSeveralHeadingsOfTheFirstLevelAsSections() throws Exception {
    assertThat(blocks("<h1>A</h1><h2>a</h2><h1>B</h1>"))
        .containsExactly("HEADING 1 A", "HEADING 2 a", "HEADING 1 B");
  }

  @Test
  void readsTablesWithSpansAndHeaders() throws Exception {
    assertThat(
            blocks(
                """
                <table><caption>Table 1: Rain</caption>
                <thead><tr><th rowspan=2>Place</th><th colspan=2>Rain</th></tr>
                <tr><th>2023</th><th>2024</th></tr></thead>
                <tbody><tr><th>North</th><td>1</td><td>2</td></tr>
                <tr><th scope=row>South</th><td colspan=9>3</td></tr></tbody></table>
                """))
        .containsExactly(
            "TABLE [Place* 2x1 | Rain* 1x2] [2023* | 2024*] [North< | 1 | 2] [South< | 3 1x9]"
                + " ^Table 1: Rain",
            "CAPTION Table 1: Rain");
  }

  @Test
  void readsATableThatOnlyPlacesThingsAsTheThings() throws Exception {
    assertThat(
            blocks(
                "<table role=presentation><tr><td><h2>Left</h2></td><td><p>Right</p></td></tr>"
                    + "</table>"))
        .containsExactly("HEADING 2 Left", "PARAGRAPH Right");
  }

  @Test
  void readsPicturesWithAlternateTextAndCaption() throws Exception {
    String html =
        "<p>Before <img src='%s' alt='A flag'> after</p>".formatted(dataAddress())
            + "<figure><img src='https://example.com/a.png' title='Far away'>"
            + "<figcaption>Figure 2: <b>Far</b></figcaption></figure>"
            + "<img src='pixel.gif' width=1 height=1><img alt='broken' src='data:image/png;base64,AAAA'>"
            + "<figure><svg><title>Drawn</title></svg></figure>";
    try (WrittenSource source = source(html.getBytes(StandardCharsets.UTF_8))) {
      ArrangedPage page = Written.page(source, 1);

      assertThat(Written.blocks(page))
          .containsExactly(
              "PARAGRAPH Before after",
              "PICTURE (A flag)",
              "PICTURE (Far away) ^Figure 2: Far",
              "CAPTION Figure 2: Far",
              "PICTURE (broken)",
              "PICTURE (Drawn)");
      assertThat(page.pictures()).allMatch(picture -> picture.box().equals(Box.NOWHERE));
      assertThat(Written.images(source, page))
          .containsExactly(
              "30x20",
              "its image lies outside of the document and is not fetched; embed it as a data:"
                  + " address",
              "its image is of a format that is not read",
              "it is an SVG drawing, which is not rendered");
    }
  }

  @Test
  void readsTheCharsetFromMetaAndByteOrderMark() throws Exception {
    byte[] meta =
        "<html><meta charset='windows-1251'><p>Привет</p>"
            .getBytes(Charset.forName("windows-1251"));
    byte[] marked = "\ufeff<html><p>Привет</p>".getBytes(StandardCharsets.UTF_16LE);

    assertThat(blocks(meta)).containsExactly("PARAGRAPH Привет");
    assertThat(blocks(marked)).containsExactly("PARAGRAPH Привет");
  }

  @Test
  void survivesTenThousandNestedElements() throws Exception {
    String divs = "<div>".repeat(10_000) + "deep";
    String lists = "<ul><li>".repeat(10_000) + "deep";
    String tables = "<table><tr><td>".repeat(10_000) + "deep";

    for (String html : List.of(divs, lists, tables)) {
      assertThat(blocks(html)).anySatisfy(block -> assertThat(block).contains("deep"));
    }
  }

  @Test
  void refusesWhatWouldNotFitIntoMemory() throws Exception {
    Path large = directory.resolve("large.html");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(50L << 20);
    }
    assertRefused(large, "52,428,800 bytes");
    assertRefused(
        Files.writeString(directory.resolve("tags.html"), "<i>".repeat(500_001)), "500,001 tags");
  }

  @Test
  void writesATableOfTooManyPlacesAsParagraphs() throws Exception {
    assertThat(blocks("<table>" + "<tr><td colspan=1000>a<td>b</tr>".repeat(300) + "</table>"))
        .hasSize(300)
        .contains("PARAGRAPH a | b");
  }

  private void assertRefused(Path file, String words) throws IOException {
    try (WrittenSource source = new WrittenSource(new HtmlDocument(file), PageLimits.DEFAULT)) {
      assertThatThrownBy(() -> Written.page(source, 1))
          .hasMessageContaining(words)
          .isInstanceOfSatisfying(
              PageFailedException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.SOURCE_TOO_LARGE));
    }
  }

  private List<String> blocks(String html) throws Exception {
    return blocks(html.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> blocks(byte[] html) throws Exception {
    try (WrittenSource source = source(html)) {
      return Written.blocks(Written.page(source, 1));
    }
  }

  private WrittenSource source(byte[] html) throws IOException {
    Path file = Files.write(directory.resolve("page.html"), html);
    return new WrittenSource(new HtmlDocument(file), PageLimits.DEFAULT);
  }

  private static String dataAddress() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(PdfFixture.flag(30, 20), "png", out);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
