package dev.pagestream.assembler.finish;

import static dev.pagestream.assembler.Events.fingerprint;
import static dev.pagestream.assembler.finish.Finishing.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.assembler.Events;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.assembly.PartsList;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentError;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a finished document says and holds.
class FinishedContentIT {
  private static final String[] EVERY_FORMAT =
      Arrays.stream(OutputFormat.values()).map(OutputFormat::wireName).toArray(String[]::new);

  @AutoClose private Finishing finishing;
  private Events events;
  private StoredDocument stored;
  private BlobStore blobs;

  @BeforeEach
  void start(@TempDir Path directory) {
    finishing = new Finishing(directory);
    events = finishing.events;
    stored = finishing.stored;
    blobs = finishing.blobs;
  }

  @Test
  void writesOutputsManifestAndEvent() throws Exception {
    stored.answer("chart");
    DocumentReady ready =
        finishing.ready(
            events.accepted(1, EVERY_FORMAT),
            finishing.page(1, "chart"),
            described("chart", 1, false));

    DocumentFinished finished = finishing.finish(ready);

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(finished.getErrors()).isEmpty();
    assertThat(finished.getMarkdown()).contains("Text of page 1.", "A picture of chart.");
    assertThat(finished.getPicturesDescribed()).isEqualTo(1);
    assertThat(finished.getModelCalls()).isEqualTo(1);
    assertThat(finished.getPromptTokens()).isEqualTo(100);
    assertThat(finished.getSourceKey()).isNotNull();
    ResultManifest manifest = ResultManifest.fromJson(blobs.get(finished.getManifestKey()));
    assertThat(manifest.outputs()).containsOnlyKeys(EVERY_FORMAT);
    assertThat(manifest.outputs().values())
        .allMatch(output -> output.bytes() > 0)
        .allMatch(output -> blobs.get(output.key()).length == output.bytes());
    assertThat(finished.getOutputs())
        .filteredOn(output -> output.getFormat().equals("md"))
        .allMatch(output ->
            new String(blobs.get(output.getKey()), StandardCharsets.UTF_8)
                .equals(finished.getMarkdown()));
    assertThat(PartsList.fromJson(blobs.get(ready.getPartsKey())).pages()).containsOnlyKeys(1);
  }

  @Test
  void longMarkdownStaysInItsBlob() throws Exception {
    stored.answer("logo");
    String[] logos = new String[2000];
    Arrays.fill(logos, "logo");
    DocumentReady ready =
        finishing.ready(events.accepted(1), finishing.page(1, logos), described("logo", 1, false));

    DocumentFinished finished = finishing.finish(ready);

    assertThat(finished.getMarkdown()).isNull();
    assertThat(finished.getOutputs())
        .anyMatch(output -> output.getFormat().equals("md") && output.getBytes() > 32 << 10);
  }

  @Test
  void embeddedImagesComeFromThePageObject() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finishing.finish(
            finishing.ready(
                finishing.withImageMode("embedded"),
                finishing.page(1, "chart"),
                described("chart", 1, false)));

    assertThat(finished.getMarkdown()).contains("data:image/png;base64,");
  }

  @Test
  void referencedImagesAreFilesBesideTheDocument() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finishing.finish(
            finishing.ready(
                finishing.with(
                    options -> options.setImageExportMode("referenced").setZipResult(true)),
                finishing.page(1, "chart"),
                described("chart", 1, false)));

    ResultManifest manifest = ResultManifest.fromJson(blobs.get(finished.getManifestKey()));
    assertThat(manifest.zipped()).isTrue();
    assertThat(manifest.artifacts()).hasSize(1);
    var file = manifest.artifacts().firstEntry();
    assertThat(finished.getMarkdown()).contains("![Image](" + file.getKey() + ")");
    assertThat(blobs.get(file.getValue().key())).isEqualTo(StoredDocument.CROP);
  }

  @Test
  void theAlternativeTextOfImagesIsWhatWasAskedFor() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finishing.finish(
            finishing.ready(
                finishing.with(options ->
                    options.setImageExportMode("embedded").setImageAltMode("description")),
                finishing.page(1, "chart"),
                described("chart", 1, false)));

    assertThat(finished.getMarkdown()).contains("![A picture of chart.](data:image/png;base64,");
  }

  @Test
  void aClientGetsAVersionThatItReads() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finishing.finish(
            finishing.ready(
                finishing.with(
                    options -> options.setToFormats(List.of("json")).setDoclingVersion("1.7.0")),
                finishing.page(1, "chart"),
                described("chart", 1, false)));

    String json =
        new String(blobs.get(finished.getOutputs().getFirst().getKey()), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"version\":\"1.7.0\"", "A picture of chart.")
        .doesNotContain("\"meta\"");
  }

  @Test
  void aConvertedPageHasTheModelsTextAndItsChartsHaveTheirData() throws Exception {
    stored.answer("page", Purpose.CONVERT_PAGE, "# Sales\n\nWhat the model read.");
    stored.answer("chart");
    stored.answer("table", Purpose.CHART_TABLE, "Year,A\n2020,5");

    DocumentFinished finished = finishing.finish(converted(2, described("table", 0, true)));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(finished.getMarkdown())
        .startsWith("# Sales\n\nWhat the model read.")
        .contains("A picture of chart.", "|   Year |   A |")
        .doesNotContain("Text of page 1.");
    assertThat(finished.getModelCalls()).isEqualTo(3);
    assertThat(finished.getPromptTokens()).isEqualTo(200);
  }

  @Test
  void aLostConversionLeavesThePageAsItWasFoundAndSaysSo() throws Exception {
    stored.answer("chart");

    DocumentFinished finished =
        finishing.finish(
            converted(
                1,
                new AnswerOutcome(fingerprint("table"), null, "class_filtered", null, 0, false)));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(finished.getErrors())
        .extracting(DocumentError::getCode, DocumentError::getPage)
        .containsExactly(tuple("INTERNAL", 1));
    assertThat(finished.getPagesFailed()).isEqualTo(1);
    assertThat(finished.getMarkdown()).contains("Text of page 1.", "A picture of chart.");
  }

  /// A document whose one page a model converts, and whose chart is described and has its data
  /// asked for.
  private DocumentReady converted(int pageAttempts, AnswerOutcome table) {
    PageOutcome page =
        new PageOutcome(1, stored.convertedPage(1, "page", "chart", "table").getPageKey(), null);
    return finishing.ready(
        events.accepted(1, "md"),
        page,
        described("page", pageAttempts, false),
        described("chart", 1, false),
        table);
  }
}
