package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.PdfFixture.flag;
import static dev.pagestream.pageworker.PdfFixture.image;
import static dev.pagestream.pageworker.SampleTasks.description;
import static dev.pagestream.pageworker.SampleTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.VisionTask;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Classes of the pictures of a page, from the task to the page object. The page has a code of 11 %
/// of it, and a small flag.
class PageClassesIT {
  @TempDir private Path directory;

  private Analysing analysing;
  private String source;

  @BeforeEach
  void start() throws Exception {
    analysing = new Analysing(directory);
    BufferedImage code = code();
    source =
        analysing.store(
            new PdfFixture()
                .page((document, page, content) -> {
                  content.drawImage(image(document, code), 100, 400, 230, 230);
                  content.drawImage(image(document, flag(40, 20)), 50, 700, 80, 50);
                }));
  }

  @AfterEach
  void stop() {
    analysing.close();
  }

  @Test
  void classifiesNothingUnlessItIsAskedFor() throws Exception {
    List<PageBlock.Picture> pictures =
        pictures(task(source).setPictureDescription(description().build()).build());

    assertThat(pictures).allSatisfy(picture -> assertThat(picture.classes()).isEmpty());
  }

  @Test
  void classifiesAllPicturesWithoutDescribingOrKeepingThem() throws Exception {
    List<PageBlock.Picture> pictures = pictures(task(source).setClassifyPictures(true).build());

    assertThat(pictures)
        .hasSize(2)
        .allSatisfy(picture -> {
          assertThat(picture.classes()).hasSize(26);
          assertThat(picture.classes().stream().mapToDouble(PageBlock.ClassScore::confidence).sum())
              .isCloseTo(1, within(1e-6));
          assertThat(picture.crop()).isEmpty();
        });
    assertThat(pictures.get(1).classes().getFirst().name()).isEqualTo("qr_code");
  }

  @Test
  void skipsWhatIsDeniedWithItsClassAndKeepsNoCropOfIt() throws Exception {
    PageTask task =
        task(source)
            .setPictureDescription(
                description().setClassificationDeny(List.of("qr_code", "bar_code")).build())
            .build();

    PageBlock.Picture code = pictures(task).get(1);

    assertThat(code.skipped().orElseThrow().reason().code()).isEqualTo("class_filtered");
    assertThat(code.skipped().orElseThrow().detail()).isEqualTo("qr_code 1.00, denied");
    assertThat(code.crop()).isEmpty();
  }

  @Test
  void looksAtTheSizeBeforeTheClass() throws Exception {
    PageTask task =
        task(source)
            .setPictureDescription(
                description().setClassificationAllow(List.of("photograph")).build())
            .build();

    assertThat(pictures(task))
        .extracting(picture -> picture.skipped().orElseThrow().reason().code())
        .containsExactly("below_area_threshold", "class_filtered");
  }

  @Test
  void tellsTheModelsTaskWhatIsKnown() throws Exception {
    PageTask task =
        task(source)
            .setPictureDescription(description().setClassificationAllow(List.of("qr_code")).build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = analysing.outputs(task);

    VisionTask question = analysing.decode(outputs.get(1), VisionTask.class);
    assertThat(question.getPictureClass()).isEqualTo("qr_code");
    assertThat(question.getPictureClassConfidence()).isGreaterThan(0.99);
  }

  private List<PageBlock.Picture> pictures(PageTask task) throws Exception {
    PageAnalyzed analyzed =
        analysing.decode(analysing.outputs(task).getFirst(), PageAnalyzed.class);
    return PageObject.decode(analysing.blobs.get(analyzed.getPageKey()))
        .content()
        .pictures()
        .toList();
  }

  private static BufferedImage code() throws WriterException {
    BitMatrix matrix =
        new QRCodeWriter().encode("https://example.org/17", BarcodeFormat.QR_CODE, 200, 200);
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 200; x++) {
      for (int y = 0; y < 200; y++) {
        image.setRGB(x, y, matrix.get(x, y) ? 0x000000 : 0xffffff);
      }
    }
    return image;
  }
}
