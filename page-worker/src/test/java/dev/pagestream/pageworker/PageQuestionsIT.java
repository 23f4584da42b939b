package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.PdfFixture.text;
import static dev.pagestream.pageworker.SampleTasks.DOCUMENT;
import static dev.pagestream.pageworker.SampleTasks.PARAMS;
import static dev.pagestream.pageworker.SampleTasks.PROMPT;
import static dev.pagestream.pageworker.SampleTasks.asking;
import static dev.pagestream.pageworker.SampleTasks.description;
import static dev.pagestream.pageworker.SampleTasks.step;
import static dev.pagestream.pageworker.SampleTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionTask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of models about a page, and what of it stays in the page object.
class PageQuestionsIT {
  @AutoClose private Analysing analysing;
  private BlobStore blobs;

  @BeforeEach
  void start(@TempDir Path directory) {
    analysing = new Analysing(directory);
    blobs = analysing.blobs;
  }

  @Test
  void writesThePageAndAsksAboutThePicturesThatAreLargeEnough() throws Exception {
    PageTask task = task(analysing.figures()).setPictureDescription(description().build()).build();

    List<ProducerRecord<byte[], byte[]>> outputs = analysing.outputs(task);

    assertThat(outputs)
        .extracting(ProducerRecord::topic)
        .containsExactly("pagestream.pages.analyzed", "pagestream.vision.tasks.slow");
    PageAnalyzed analyzed = analysing.decode(outputs.get(0), PageAnalyzed.class);
    byte[] blob = blobs.get(analyzed.getPageKey());
    assertThat(analyzed.getPageKey()).isEqualTo(BlobNames.page(DOCUMENT, 1, Hashes.sha256(blob)));
    PageObject page = PageObject.decode(blob);
    assertThat(page.content().blocks()).hasSize(4);
    assertThat(page.content().blocks().get(2))
        .isInstanceOfSatisfying(
            PageBlock.Text.class, text -> assertThat(text.text()).isEqualTo("Figure 1: A flag"));

    PageBlock.Picture logo = page.content().pictures().toList().get(0);
    PageBlock.Picture figure = page.content().pictures().toList().get(1);
    assertThat(logo.skipped().orElseThrow().detail()).isEqualTo("0.8 % of the page, threshold 5 %");
    assertThat(logo.crop()).isEmpty();
    assertThat(figure.caption()).contains(2);

    VisionTask question = analysing.decode(outputs.get(1), VisionTask.class);
    PageBlock.Crop crop = figure.crop().orElseThrow();
    String fingerprint = Fingerprint.of(crop.sha256(), "granite", PROMPT, PARAMS, "acme");
    assertThat(analyzed.getPictures())
        .containsExactly(
            new AnalyzedPicture(0, null, "below_area_threshold", List.of()),
            new AnalyzedPicture(1, fingerprint, null, List.of()));
    assertThat(question.getFingerprint()).isEqualTo(fingerprint);
    assertThat(question.getPrompt()).isEqualTo(PROMPT);
    assertThat(question.getParams()).isEqualTo(PARAMS);
    assertThat(question.getHeaders()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(new String(outputs.get(1).key(), StandardCharsets.UTF_8)).isEqualTo(crop.sha256());
    byte[] sent =
        blobs.range(question.getPageKey(), question.getImageOffset(), question.getImageBytes());
    assertThat(Hashes.sha256(sent)).isEqualTo(crop.sha256());
    assertThat(List.of(crop.widthPx(), crop.heightPx())).containsExactly(600, 400);
  }

  @Test
  void asksNothingAndCropsNothingWhenNoDescriptionIsWanted() throws Exception {
    List<ProducerRecord<byte[], byte[]>> outputs =
        analysing.outputs(task(analysing.figures()).build());

    PageAnalyzed analyzed = analysing.decode(outputs.getFirst(), PageAnalyzed.class);
    assertThat(outputs).hasSize(1);
    assertThat(analyzed.getPictures())
        .extracting(AnalyzedPicture::getSkipReason)
        .containsExactly("not_requested", "not_requested");
    assertThat(
            PageObject.decode(blobs.get(analyzed.getPageKey()))
                .content()
                .pictures()
                .map(PageBlock.Picture::crop))
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void keepsImagesOfSkippedPicturesForExportAtTheirOwnScale() throws Exception {
    PageTask task =
        task(analysing.figures())
            .setPictureDescription(description().build())
            .setKeepImages(true)
            .setImagesScale(1)
            .build();

    PageAnalyzed analyzed =
        analysing.decode(analysing.outputs(task).getFirst(), PageAnalyzed.class);

    byte[] blob = blobs.get(analyzed.getPageKey());
    PageObject page = PageObject.decode(blob);
    List<PageBlock.Crop> crops =
        page.content().pictures().map(picture -> picture.crop().orElseThrow()).toList();
    assertThat(crops).extracting(PageBlock.Crop::widthPx).containsExactly(80, 600);
    assertThat(crops)
        .allSatisfy(
            crop -> assertThat(Hashes.sha256(page.crop(blob, crop))).isEqualTo(crop.sha256()));
  }

  @Test
  void tellsTheModelWhatIsKnownWhenAskedTo() throws Exception {
    PageTask task =
        task(analysing.figures())
            .setPictureDescription(description().setPromptContext(true).build())
            .build();

    VisionTask question = analysing.decode(analysing.outputs(task).get(1), VisionTask.class);

    assertThat(question.getPrompt())
        .startsWith(PROMPT + "\n")
        .endsWith(
            """
            <picture-context>
            {"caption":"Figure 1: A flag","words":["label"],"width":600,"height":400,"after":"The flag was red on the left and blue on the right, with a bar of green along its upper edge."}
            </picture-context>\
            """);
  }

  @Test
  void asksInStepsWithContextAndOneFingerprintForAll() throws Exception {
    PageTask task =
        task(analysing.figures())
            .setPictureDescription(
                asking(
                        step(VisionPurpose.CLASSIFY_PICTURE, "What is it?"),
                        step(VisionPurpose.DESCRIBE_PICTURE, PROMPT)
                            .setPromptContext(true)
                            .setAllowClasses(List.of("bar_chart")))
                    .build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = analysing.outputs(task);
    PageAnalyzed analyzed = analysing.decode(outputs.get(0), PageAnalyzed.class);
    VisionTask question = analysing.decode(outputs.get(1), VisionTask.class);

    assertThat(question.getSteps()).hasSize(2);
    assertThat(question.getSteps().getFirst().getPrompt()).isEqualTo("What is it?");
    assertThat(question.getSteps().getLast().getPrompt())
        .startsWith(PROMPT)
        .contains("<picture-context>", "Figure 1: A flag");
    assertThat(question.getPrompt()).isEqualTo(question.getSteps().getLast().getPrompt());
    String crop = question.getImageSha256();
    assertThat(question.getFingerprint())
        .isEqualTo(
            Fingerprint.ofChain(
                List.of(
                    Fingerprint.of(crop, "granite", "What is it?", PARAMS, "acme"),
                    Fingerprint.of(
                        crop,
                        "granite",
                        question.getPrompt(),
                        PARAMS,
                        "acme",
                        "allow=[9:bar_chart];confidence=0.0000"))));
    assertThat(analyzed.getPictures().getLast().getFingerprint())
        .isEqualTo(question.getFingerprint());
  }

  @Test
  void aPlainStepIsTheSameQuestionAsBeforeThereWereSteps() throws Exception {
    PageTask before =
        task(analysing.figures()).setPictureDescription(description().build()).build();
    PageTask now =
        task(analysing.figures())
            .setPictureDescription(asking(step(VisionPurpose.DESCRIBE_PICTURE, PROMPT)).build())
            .build();

    assertThat(analysing.decode(analysing.outputs(now).get(1), VisionTask.class).getFingerprint())
        .isEqualTo(
            analysing.decode(analysing.outputs(before).get(1), VisionTask.class).getFingerprint());
  }

  @Test
  void asksForTheDataOfChartsOnTheirOwnLane() throws Exception {
    PageTask task =
        task(analysing.figures())
            .setChartExtraction(
                asking(step(VisionPurpose.CHART_TABLE, "CSV.")).setLane("slow").build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = analysing.outputs(task);
    PageAnalyzed analyzed = analysing.decode(outputs.get(0), PageAnalyzed.class);
    VisionTask question = analysing.decode(outputs.get(1), VisionTask.class);
    PageBlock.Picture figure =
        PageObject.decode(blobs.get(analyzed.getPageKey())).content().pictures().toList().get(1);

    assertThat(question.getPurpose()).isEqualTo(VisionPurpose.CHART_TABLE);
    assertThat(analyzed.getPictures().get(0).getMoreFingerprints()).isEmpty();
    assertThat(analyzed.getPictures().get(1).getMoreFingerprints())
        .containsExactly(question.getFingerprint());
    assertThat(analyzed.getPictures().get(1).getFingerprint()).isNull();
    assertThat(figure.more())
        .containsExactly(new PageBlock.Question(Purpose.CHART_TABLE, question.getFingerprint()));
    assertThat(figure.crop()).isPresent();
  }

  @Test
  void hasTheWholePageConvertedAndItsPicturesDescribed() throws Exception {
    PageTask task =
        task(analysing.figures())
            .setPictureDescription(description().build())
            .setPageConversion(
                asking(
                        step(VisionPurpose.CONVERT_PAGE, "Convert.")
                            .setResponseFormat("doctags")
                            .setStream(true)
                            .setStoppers(List.of("tag:</doctag>")))
                    .setScale(1.0)
                    .build())
            .build();

    List<ProducerRecord<byte[], byte[]>> outputs = analysing.outputs(task);
    PageAnalyzed analyzed = analysing.decode(outputs.get(0), PageAnalyzed.class);
    VisionTask description = analysing.decode(outputs.get(1), VisionTask.class);
    VisionTask conversion = analysing.decode(outputs.get(2), VisionTask.class);
    byte[] blob = blobs.get(analyzed.getPageKey());
    PageContent.Conversion converted = PageObject.decode(blob).content().conversion().orElseThrow();

    assertThat(description.getPurpose()).isEqualTo(VisionPurpose.DESCRIBE_PICTURE);
    assertThat(conversion.getPurpose()).isEqualTo(VisionPurpose.CONVERT_PAGE);
    assertThat(conversion.getPicture()).isEqualTo(-1);
    assertThat(analyzed.getPageFingerprint()).isEqualTo(conversion.getFingerprint());
    assertThat(converted.fingerprint()).isEqualTo(conversion.getFingerprint());
    assertThat(converted.responseFormat()).isEqualTo("doctags");
    int from = Math.toIntExact(conversion.getImageOffset());
    BufferedImage page =
        ImageIO.read(new ByteArrayInputStream(blob, from, conversion.getImageBytes()));
    assertThat(page.getWidth()).isBetween(590, 620);
  }
}
