package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.SampleTasks.description;
import static dev.pagestream.pageworker.SampleTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.testkit.PdfBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources that are not drawn, and sources that need a password, through the page handler.
class WrittenPagesIT {
  @AutoClose private Analysing analysing;

  @BeforeEach
  void start(@TempDir Path directory) {
    analysing = new Analysing(directory);
  }

  @Test
  void asksAboutPicturesWithoutAPlaceAndSaysWhyOthersHaveNone() throws Exception {
    List<ProducerRecord<byte[], byte[]>> outputs =
        analysing.outputs(
            markdown().setPictureDescription(description().setPromptContext(true).build()).build());

    assertThat(outputs).hasSize(2);
    PageAnalyzed analyzed = analysing.decode(outputs.getFirst(), PageAnalyzed.class);
    VisionTask question = analysing.decode(outputs.getLast(), VisionTask.class);
    assertThat(analyzed.getPictures())
        .containsExactly(
            new AnalyzedPicture(0, question.getFingerprint(), null, List.of()),
            new AnalyzedPicture(1, null, "no_image", List.of()));
    assertThat(question.getPrompt())
        .contains("\"alternate\":\"A flag\"", "\"heading\":\"Rain\"", "\"width\":30,\"height\":20");
    PageContent content = content(analyzed);
    assertThat(content.widthPt()).isZero();
    assertThat(content.blocks()).extracting(PageBlock::box).containsOnly(Box.NOWHERE);
  }

  @Test
  void leavesChartsWithoutAnImageUnasked() throws Exception {
    List<ProducerRecord<byte[], byte[]>> outputs =
        analysing.outputs(markdown().setChartExtraction(description().build()).build());

    assertThat(outputs).hasSize(2);
    PageAnalyzed analyzed = analysing.decode(outputs.getFirst(), PageAnalyzed.class);
    assertThat(analyzed.getPictures())
        .extracting(picture -> picture.getMoreFingerprints().size())
        .containsExactly(1, 0);
  }

  /// Its blocks are known; no model needs to read them off a page.
  @Test
  void isNotConvertedByAModel() throws Exception {
    List<ProducerRecord<byte[], byte[]>> outputs =
        analysing.outputs(markdown().setPageConversion(description().build()).build());

    assertThat(outputs).hasSize(1);
    PageAnalyzed analyzed = analysing.decode(outputs.getFirst(), PageAnalyzed.class);
    assertThat(content(analyzed).conversion()).isEmpty();
    assertThat(content(analyzed).blocks()).hasSize(3);
  }

  @Test
  void opensAPdfWithItsSealedPassword() throws Exception {
    PageTask.Builder task =
        task(analysing.store(new PdfBuilder().page().heading("Secret").encrypted("open")));

    assertThat(analysing.handle(sealed(task, "open"))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void saysWhenThePasswordIsWrongOrMissingOrSealedForOthers() throws Exception {
    PageTask.Builder task =
        task(analysing.store(new PdfBuilder().page().heading("Secret").encrypted("open")));

    assertEncrypted(analysing.handle(task.build()), "The PDF is protected by a password.");
    assertEncrypted(
        analysing.handle(sealed(task, "guess")),
        "The PDF is protected by another password than the one given.");
    assertEncrypted(
        analysing.handle(task.setPdfPassword(ByteBuffer.wrap(new byte[40])).build()),
        "The sealed password of the PDF cannot be opened: secretsKey is not that of the"
            + " ingest-service. Set the same on all services and replay.");
  }

  private PageTask sealed(PageTask.Builder task, String password) {
    byte[] sealed = analysing.box.seal(password.getBytes(StandardCharsets.UTF_8));
    return PageTask.newBuilder(task).setPdfPassword(ByteBuffer.wrap(sealed)).build();
  }

  private static void assertEncrypted(Outcome outcome, String sentence) {
    assertThat(outcome)
        .isEqualTo(new Outcome.Failed(FailureCode.SOURCE_ENCRYPTED.name(), sentence, 1));
  }

  private PageTask.Builder markdown() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(PdfFixture.flag(30, 20), "png", png);
    String text =
        "# Rain\n\n![A flag](data:image/png;base64,%s)\n\n![Far](https://example.com/a.png)\n"
            .formatted(Base64.getEncoder().encodeToString(png.toByteArray()));
    return task(analysing.store(text.getBytes(StandardCharsets.UTF_8))).setFormat("md");
  }

  private PageContent content(PageAnalyzed analyzed) {
    return PageObject.decode(analysing.blobs.get(analyzed.getPageKey())).content();
  }
}
