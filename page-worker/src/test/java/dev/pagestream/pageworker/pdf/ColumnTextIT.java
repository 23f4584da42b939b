package dev.pagestream.pageworker.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.model.PageModel;
import dev.pagestream.pageworker.model.Writing;
import dev.pagestream.pageworker.source.PageLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chinese and Japanese written in columns from right to left, in fonts that are named and not
/// embedded, as their composition systems do.
class ColumnTextIT {
  private static final String DOWN = "UniJIS-UTF16-V";
  private static final String ACROSS = "UniJIS-UTF16-H";

  /// Of a page of 600 × 800 pt.
  private static final int SIZE = 12;

  private static final int LEADING = 20;

  @TempDir Path directory;

  @Test
  void readsSignsThatStandBelowEachOtherAsOneLine() throws Exception {
    PageModel page = read(new Columns().column(500, 700, "山路を登りながら"));

    assertThat(page.lines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.text()).isEqualTo("山路を登りながら");
          assertThat(line.writing()).isEqualTo(Writing.COLUMN);
          assertThat(line.box().width()).isBetween(0.9 * SIZE, 1.1 * SIZE);
          assertThat(line.box().height()).isBetween(7.5 * SIZE, 8.5 * SIZE);
        });
  }

  @Test
  void joinsColumnsFromRightToLeftAndBeginsAParagraphWhereOneIsSetIn() throws Exception {
    List<String> texts =
        texts(
            new Columns()
                .column(500, 700, "山路を登りながらこう考えた。")
                .column(500 - LEADING, 700 - SIZE, "智に働けば角が立つ、情に")
                .column(500 - 2 * LEADING, 700, "棹させば流される、意地を")
                .column(500 - 3 * LEADING, 700, "通せば窮屈だ。"));

    assertThat(texts).containsExactly("山路を登りながらこう考えた。", "智に働けば角が立つ、情に棹させば流される、意地を通せば窮屈だ。");
  }

  @Test
  void readsTheUpperOfTwoTiersFirst() throws Exception {
    Columns page = new Columns();
    for (int i = 0; i < 4; i++) {
      page.column(500 - i * LEADING, 380, "下段の" + "一二三四".charAt(i) + "行目とする文章を");
    }
    for (int i = 0; i < 4; i++) {
      page.column(500 - i * LEADING, 700, "上段の" + "一二三四".charAt(i) + "行目とする文章を");
    }

    String all = String.join("", texts(page));

    assertThat(all)
        .isEqualTo(
            "上段の一行目とする文章を上段の二行目とする文章を上段の三行目とする文章を上段の四行目とする文章を"
                + "下段の一行目とする文章を下段の二行目とする文章を下段の三行目とする文章を下段の四行目とする文章を");
  }

  @Test
  void keepsANumberSetAcrossInItsPlace() throws Exception {
    List<String> texts =
        texts(
            new Columns()
                .column(500, 700, "明治")
                .across(500 - SIZE / 2 + 3, 700 - 3 * SIZE + 2, 6, "39")
                .column(500, 700 - 3 * SIZE, "年九月の新小説に発表した。")
                .column(500 - LEADING, 700, "草枕という題である。"));

    assertThat(texts).containsExactly("明治39年九月の新小説に発表した。草枕という題である。");
  }

  @Test
  void makesPlainThePunctuationOfColumns() throws Exception {
    assertThat(texts(new Columns().column(500, 700, "「草枕」、夏目漱石。"))).containsExactly("「草枕」、夏目漱石。");
  }

  @Test
  void takesALargeColumnBeforeTheTextForItsHeading() throws Exception {
    Columns page = new Columns().column(530, 700, 20, "第一章草枕の旅");
    for (int i = 0; i < 6; i++) {
      page.column(490 - i * LEADING, 700, "智に働けば角が立つ情に棹させば流される意地を通せば窮屈だ");
    }

    List<PageBlock.Text> blocks = blocks(page);

    assertThat(blocks.getFirst().text()).isEqualTo("第一章草枕の旅");
    assertThat(blocks.getFirst().kind()).isIn(TextKind.HEADING, TextKind.TITLE);
    assertThat(blocks).hasSize(2);
  }

  private List<String> texts(Columns page) throws Exception {
    return blocks(page).stream().map(PageBlock.Text::text).toList();
  }

  private List<PageBlock.Text> blocks(Columns page) throws Exception {
    ArrangedPage arranged = new PageLayout(new FigureFinder()).arrange(read(page));
    List<PageBlock.Text> blocks = new ArrayList<>();
    for (ArrangedPage.Item item : arranged.items()) {
      assertThat(item).isInstanceOf(ArrangedPage.Text.class);
      blocks.add(((ArrangedPage.Text) item).block());
    }
    return blocks;
  }

  private PageModel read(Columns page) throws Exception {
    try (PdfPageSource source =
        PdfPageSource.open(page.save(directory.resolve("columns.pdf")), PageLimits.DEFAULT)) {
      return source.read(1);
    }
  }

  /// A page of 600 × 800 pt.
  private static final class Columns {
    private final StringBuilder program = new StringBuilder();

    /// @param top of the first sign, from the bottom of the page
    Columns column(int middle, int top, String text) {
      return column(middle, top, SIZE, text);
    }

    Columns column(int middle, int top, int size, String text) {
      return show("/Down", size, middle, top, text);
    }

    Columns across(int left, int baseline, int size, String text) {
      return show("/Across", size, left, baseline, text);
    }

    private Columns show(String font, int size, int x, int y, String text) {
      program.append(
          "BT %s %d Tf %d %d Td <%s> Tj ET\n"
              .formatted(
                  font,
                  size,
                  x,
                  y,
                  HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE))));
      return this;
    }

    Path save(Path file) throws IOException {
      try (PDDocument document = new PDDocument()) {
        PDPage page = new PDPage(new PDRectangle(600, 800));
        PDResources resources = new PDResources();
        resources.put(COSName.getPDFName("Down"), font(DOWN));
        resources.put(COSName.getPDFName("Across"), font(ACROSS));
        page.setResources(resources);
        PDStream content = new PDStream(document);
        try (OutputStream out = content.createOutputStream()) {
          out.write(program.toString().getBytes(StandardCharsets.US_ASCII));
        }
        page.setContents(content);
        document.addPage(page);
        document.save(file.toFile());
      }
      return file;
    }

    private static PDType0Font font(String encoding) throws IOException {
      COSDictionary system = new COSDictionary();
      system.setItem(COSName.REGISTRY, new COSString("Adobe"));
      system.setItem(COSName.ORDERING, new COSString("Japan1"));
      system.setInt(COSName.SUPPLEMENT, 6);
      COSDictionary descriptor = new COSDictionary();
      descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
      descriptor.setName(COSName.FONT_NAME, "Ryumin-Light");
      descriptor.setInt(COSName.FLAGS, 4);
      COSDictionary signs = new COSDictionary();
      signs.setItem(COSName.TYPE, COSName.FONT);
      signs.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
      signs.setName(COSName.BASE_FONT, "Ryumin-Light");
      signs.setItem(COSName.CIDSYSTEMINFO, system);
      signs.setItem(COSName.FONT_DESC, descriptor);
      signs.setItem(COSName.DW, COSInteger.get(1000));
      COSArray descendants = new COSArray();
      descendants.add(signs);
      COSDictionary font = new COSDictionary();
      font.setItem(COSName.TYPE, COSName.FONT);
      font.setItem(COSName.SUBTYPE, COSName.TYPE0);
      font.setName(COSName.BASE_FONT, "Ryumin-Light-" + encoding);
      font.setName(COSName.ENCODING, encoding);
      font.setItem(COSName.DESCENDANT_FONTS, descendants);
      return new PDType0Font(font);
    }
  }
}
