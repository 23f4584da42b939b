package dev.pagestream.pageworker.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.written.Written;
import dev.pagestream.pageworker.written.WrittenSource;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.poi.sl.usermodel.AutoNumberingScheme;
import org.apache.poi.sl.usermodel.PictureData;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFChart;
import org.apache.poi.xslf.usermodel.XSLFGroupShape;
import org.apache.poi.xslf.usermodel.XSLFPictureData;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPicture;

class PptxDocumentIT {
  @TempDir Path directory;
  private final XMLSlideShow show = new XMLSlideShow();
  private XSLFSlide slide;

  @BeforeEach
  void begin() {
    slide =
        show.createSlide(
            show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_AND_CONTENT));
    slide.getPlaceholder(0).setText("Report");
    slide.getPlaceholder(1).clearText();
  }

  @Test
  void readsTitlesAndBulletsByTheirIndent() throws Exception {
    bullet(slide.getPlaceholder(1), "One", 0);
    bullet(slide.getPlaceholder(1), "Inner", 1);
    XSLFTextBox box = slide.createTextBox();
    box.setAnchor(new Rectangle(500, 400, 100, 50));
    box.clearText();
    for (String text : new String[] {"First", "Second"}) {
      XSLFTextParagraph numbered = box.addNewTextParagraph();
      numbered.setBulletAutoNumber(AutoNumberingScheme.arabicPeriod, 1);
      numbered.addNewTextRun().setText(text);
    }
    XSLFTextBox loose = slide.createTextBox();
    loose.setAnchor(new Rectangle(500, 480, 100, 20));
    loose.setText("Loose words");
    XSLFSlide second =
        show.createSlide(show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_ONLY));
    second.getPlaceholder(0).setText("Second slide");

    try (WrittenSource source = open()) {
      ArrangedPage page = Written.page(source, 1);
      assertThat(source.pages()).isEqualTo(2);
      assertThat(Written.blocks(page))
          .containsExactly(
              "TITLE Report",
              "LIST_ITEM 0 • One",
              "LIST_ITEM 1 • Inner",
              "LIST_ITEM 0 1. First",
              "LIST_ITEM 0 2. Second",
              "PARAGRAPH Loose words");
      assertThat(page.widthPt()).isEqualTo(720);
      assertThat(page.items().getLast())
          .isEqualTo(
              new ArrangedPage.Text(
                  new PageBlock.Text(
                      TextKind.PARAGRAPH, "Loose words", new Box(500, 480, 600, 500), 0, 0, "")));
      assertThat(Written.blocks(Written.page(source, 2))).containsExactly("HEADING 1 Second slide");
    }
  }

  @Test
  void readsTablesWithMergedCells() throws Exception {
    XSLFTable table = slide.createTable(3, 3);
    table.setAnchor(new Rectangle(50, 100, 300, 90));
    String[][] texts = {{"Place", "Rain", ""}, {"", "2023", "2024"}, {"North", "1", "2"}};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        table.getCell(row, column).setText(texts[row][column]);
      }
    }
    table.mergeCells(0, 1, 0, 0);
    table.mergeCells(0, 0, 1, 2);
    table.getCTTable().getTblPr().setFirstRow(true);

    try (WrittenSource source = open()) {
      assertThat(Written.blocks(Written.page(source, 1)))
          .contains("TABLE [Place* 2x1 | Rain* 1x2] [2023 | 2024] [North | 1 | 2]");
    }
  }

  @Test
  void readsPicturesInGroupsWhereTheyStand() throws Exception {
    XSLFPictureData data = show.addPicture(png(), PictureData.PictureType.PNG);
    XSLFGroupShape group = slide.createGroup();
    group.setAnchor(new Rectangle(100, 100, 200, 100));
    group.setInteriorAnchor(new Rectangle(0, 0, 1000, 500));
    XSLFPictureShape picture = group.createPicture(data);
    picture.setAnchor(new Rectangle(500, 0, 500, 500));
    ((CTPicture) picture.getXmlObject()).getNvPicPr().getCNvPr().setDescr("A flag");
    ((CTPicture) picture.getXmlObject()).getBlipFill().addNewSrcRect().setL(50_000);
    XSLFPictureData drawing = show.addPicture(new byte[64], PictureData.PictureType.WMF);
    slide.createPicture(drawing).setAnchor(new Rectangle(10, 10, 20, 20));

    try (WrittenSource source = open()) {
      ArrangedPage page = Written.page(source, 1);
      assertThat(page.pictures().map(ArrangedPage.Picture::box))
          .containsExactly(new Box(200, 100, 300, 200), new Box(10, 10, 30, 30));
      assertThat(page.pictures().findFirst().orElseThrow().alternate()).contains("A flag");
      assertThat(Written.images(source, page))
          .containsExactly("150x200", "it is a Windows metafile, which is not rendered");
    }
  }

  @Test
  void readsTheNumbersOfAChart() throws Exception {
    XSLFChart chart = show.createChart(slide);
    slide.addChart(chart, new Rectangle(0, 0, 5_000_000, 3_000_000));
    chart.setTitleText("Rain");
    XDDFChartData data =
        chart.createData(
            ChartTypes.BAR,
            chart.createCategoryAxis(AxisPosition.BOTTOM),
            chart.createValueAxis(AxisPosition.LEFT));
    data.addSeries(
            XDDFDataSourcesFactory.fromArray(new String[] {"North", "South"}),
            XDDFDataSourcesFactory.fromArray(new Integer[] {1, 2}))
        .setTitle("2024", null);
    chart.plot(data);

    try (WrittenSource source = open()) {
      ArrangedPage page = Written.page(source, 1);
      assertThat(Written.blocks(page))
          .containsExactly(
              "TITLE Report",
              "TABLE [* | 2024*] [North< | 1] [South< | 2] ^Rain",
              "CAPTION Rain",
              "PICTURE (Rain)");
      assertThat(Written.images(source, page))
          .containsExactly("it is a chart that Office draws; its numbers are in a table");
    }
  }

  private static void bullet(XSLFTextShape shape, String text, int indent) {
    XSLFTextParagraph paragraph = shape.addNewTextParagraph();
    paragraph.addNewTextRun().setText(text);
    paragraph.setIndentLevel(indent);
    paragraph.setBullet(true);
  }

  private WrittenSource open() throws Exception {
    Path file = directory.resolve("made.pptx");
    try (OutputStream out = Files.newOutputStream(file)) {
      show.write(out);
    }
    return new WrittenSource(PptxDocument.open(file), PageLimits.DEFAULT);
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(PdfFixture.flag(300, 200), "png", out);
    return out.toByteArray();
  }
}
