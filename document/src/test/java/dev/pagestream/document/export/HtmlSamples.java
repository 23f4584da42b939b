package dev.pagestream.document.export;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.CellTable.TableCell;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.export.DocumentDraft.Item;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Documents with everything that a page can show.
final class HtmlSamples {
  static final String LONG_DESCRIPTION =
      "A bar chart with one bar per quarter of 2024. Revenue rises from 10 million euros in the"
          + " first quarter to 34 million euros in the fourth, with a small dip in the third.\n\nThe"
          + " bars are blue; the fourth is highlighted in orange. A thin grey line above the bars"
          + " marks the target of 30 million euros, which only the fourth quarter passes. Values are"
          + " printed on top of the bars, and the axis on the left runs from 0 to 40.";

  /// What would be markup, end an element or an attribute, or reorder what follows.
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "</p></main><h1>Injected</h1><img src=x onerror=alert(1)>",
          "\" onload=\"alert(1)\" x=\"",
          "' style='position:fixed' '",
          "--><iframe src=https://evil.example></iframe><!--",
          "]]></title></style><base href=//evil.example>",
          "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp",
          "# Heading\n\n- item\n1. one\n```\n![x](javascript:alert(1)) [y](z)",
          "text \u202E reversed \u2066 isolate \u0000\u0007\u001B[31m red \uFFFE end",
          "one\r\ntwo\u2028three\u0085four\u000Bfive",
          "half \uD83D of a pair");

  private HtmlSamples() {}

  static DoclingDocument everything() {
    return new DocumentDraft("report.v2")
        .page(1, Optional.of(image(612, 792, "page 1")))
        .paragraph("Annual report 2024")
        .title("Growth & risk: what the year brought")
        .paragraph(
            "Revenue was up in every quarter but the third, while costs stayed where they were. This"
                + " report shows both by quarter and by region, and says what we expect of next"
                + " year.")
        .heading(1, "Results")
        .paragraph("See Figure 1 for revenue by quarter, and Table 1 for the regions.")
        .picture(
            "Figure 1: Revenue by quarter, 2024.",
            Optional.of(chart()),
            Optional.of(image(912, 520, "chart")))
        .heading(3, "A heading two levels below the one before")
        .list(
            Item.of("•", "Europe grew by a fifth"),
            Item.of(
                "•",
                "Asia grew by a half",
                Item.of("–", "Japan", Item.of("a)", "Tokyo"), Item.of("b)", "Osaka")),
                Item.of("–", "Korea")),
            Item.of("•", "The rest stayed where it was"))
        .page(2)
        .heading(1, "Regions")
        .table("Table 1: Revenue by region, in million euros.", spans())
        .paragraph("What we did, in order:")
        .list(
            Item.of("1.", "Closed two offices"),
            Item.of("2.", "Opened one"),
            Item.of("5.", "Wrote this report", Item.of("", "in a day")))
        .text(TextLabel.FOOTNOTE, "¹ Figures of the fourth quarter are preliminary.")
        .heading(2, "How it was computed")
        .text(TextLabel.CODE, "if (a < b && c > \"d\") {\n\treturn sum / n; // a long comment\n}")
        .table("Table 2: By month.", CellTable.of(months()))
        .picture("", Optional.of(decorative()), Optional.of(image(300, 40, "line")))
        .picture("", Optional.empty(), Optional.of(image(200, 200, "unknown")))
        .page(4, Optional.of(image(612, 792, "page 4")))
        .paragraph("The end.")
        .build();
  }

  /// Every text is an attack.
  static DoclingDocument hostile() {
    DocumentDraft draft = new DocumentDraft(HOSTILE.get(5)).page(1);
    draft.title(HOSTILE.getFirst());
    for (String text : HOSTILE) {
      draft
          .heading(1, text)
          .paragraph(text)
          .text(TextLabel.CODE, text)
          .list(Item.of(text, text, Item.of("1.", text)), Item.of("'; } * { color: red", text))
          .table(text, CellTable.of(List.of(List.of(text, "b"), List.of("1", text))))
          .picture(
              text,
              Optional.of(meta(text, Optional.of(text))),
              Optional.of(new ImageRef("image/png", 72, new Size(10, 10), text)))
          .picture(
              text, Optional.of(meta(text, Optional.empty())), Optional.of(image(20, 20, "x")));
    }
    return draft.build();
  }

  static DoclingDocument rightToLeft() {
    return new DocumentDraft("تقرير")
        .page(1)
        .title("التقرير السنوي لعام 2024")
        .paragraph("ارتفعت الإيرادات في كل ربع من أرباع السنة باستثناء الربع الثالث (2024).")
        .heading(1, "النتائج")
        .list(Item.of("1.", "أوروبا"), Item.of("2.", "آسيا", Item.of("-", "اليابان")))
        .paragraph("Quoted from the English report: revenue was up.")
        .table(
            "جدول 1: الإيرادات",
            CellTable.of(List.of(List.of("الربع", "الإيرادات"), List.of("الأول", "10"))))
        .text(TextLabel.CODE, "print('left to right');")
        .picture(
            "الشكل 1",
            Optional.of(meta("مخطط شريطي للإيرادات.", Optional.empty())),
            Optional.of(image(300, 200, "chart")))
        .build();
  }

  /// As a Word file gives it: no title, and nothing stands on a page.
  static DoclingDocument untitled() {
    return new DocumentDraft("minutes")
        .heading(4, "Deep first heading")
        .paragraph("Text.")
        .heading(4, "Another of the same level")
        .heading(2, "Higher")
        .heading(5, "Lower by three")
        .build();
  }

  static DoclingDocument empty() {
    return new DocumentDraft("").build();
  }

  static PictureMeta meta(String description, Optional<String> altText) {
    return new PictureMeta(
        Optional.empty(),
        Optional.of(description(description, altText, Optional.empty(), Optional.of("en"))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static PictureMeta decorative() {
    return new PictureMeta(
        Optional.empty(),
        Optional.of(
            description(
                "Decorative picture.", Optional.empty(), Optional.of(true), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PictureMeta chart() {
    return new PictureMeta(
        Optional.of(new PictureMeta.Summary("Revenue more than tripled.", "vlm")),
        Optional.of(
            description(
                LONG_DESCRIPTION, Optional.empty(), Optional.empty(), Optional.of("en-GB"))),
        Optional.of(
            new PictureMeta.Classification(
                List.of(new PictureMeta.Prediction(0.97, "clf", "bar_chart")))),
        Optional.of(
            new PictureMeta.TabularChart(
                "vlm",
                Optional.of("bar_chart"),
                CellTable.of(
                    List.of(
                        List.of("Quarter", "Revenue"),
                        List.of("Q1", "10"),
                        List.of("Q2", "21"),
                        List.of("Q3", "19"),
                        List.of("Q4", "34"))))),
        Optional.of(
            new PictureMeta.Code(
                "import matplotlib.pyplot as plt\nplt.bar([\"Q1\", \"Q2\", \"Q3\", \"Q4\"], [10, 21,"
                    + " 19, 34])",
                "vlm",
                Optional.of("Python"))));
  }

  static PictureMeta.Description description(
      String text,
      Optional<String> altText,
      Optional<Boolean> decorative,
      Optional<String> language) {
    return new PictureMeta.Description(
        text,
        "vlm",
        "fingerprint",
        "vlm",
        10,
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        altText,
        decorative,
        Optional.empty(),
        language,
        Optional.empty());
  }

  /// With headers over two columns and over two rows, and an empty corner.
  static CellTable spans() {
    return new CellTable(
        List.of(
            cell(0, 0, 2, 1, "", true, false),
            cell(0, 1, 1, 2, "2023", true, false),
            cell(0, 3, 1, 2, "2024", true, false),
            cell(1, 1, 1, 1, "H1", true, false),
            cell(1, 2, 1, 1, "H2", true, false),
            cell(1, 3, 1, 1, "H1", true, false),
            cell(1, 4, 1, 1, "H2", true, false),
            cell(2, 0, 1, 1, "Europe", false, true),
            cell(2, 1, 1, 1, "10.2", false, false),
            cell(2, 2, 1, 1, "11.0", false, false),
            cell(2, 3, 1, 1, "12.4", false, false),
            cell(2, 4, 1, 1, "13.1", false, false),
            cell(3, 0, 1, 1, "Asia", false, true),
            cell(3, 1, 1, 2, "not reported", false, false),
            cell(3, 3, 1, 1, "8.0", false, false),
            cell(3, 4, 1, 1, "12.0", false, false)),
        4,
        5);
  }

  static TableCell cell(
      int row,
      int column,
      int rows,
      int columns,
      String text,
      boolean columnHeader,
      boolean rowHeader) {
    return new TableCell(
        Optional.empty(),
        rows,
        columns,
        row,
        row + rows,
        column,
        column + columns,
        text,
        columnHeader,
        rowHeader,
        false);
  }

  private static List<List<String>> months() {
    return List.of(
        List.of(
            "Region",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December"),
        List.of("Europe", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
        List.of("Asia", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"));
  }

  static ImageRef image(int width, int height, String what) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    int[] bars = {10, 21, 19, 34};
    for (int bar = 0; bar < bars.length; bar++) {
      int high = height * bars[bar] / 45;
      graphics.setColor(bar == 3 ? new Color(0xE07A1F) : new Color(0x2F6DB5));
      graphics.fillRect(width * (2 * bar + 1) / 10, height - high, width / 8, high);
    }
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    graphics.drawString(what, 8, 24);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    return new ImageRef("image/png", 144, new Size(width, height), uri);
  }
}
