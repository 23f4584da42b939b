package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.Analysing.TOPICS;
import static dev.pagestream.pageworker.Analysing.headers;
import static dev.pagestream.pageworker.Analysing.outputs;
import static dev.pagestream.pageworker.PdfFixture.REGULAR;
import static dev.pagestream.pageworker.PdfFixture.text;
import static dev.pagestream.pageworker.SampleTasks.DOCUMENT;
import static dev.pagestream.pageworker.SampleTasks.description;
import static dev.pagestream.pageworker.SampleTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PartKind;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a task ends; what it asks of models is in [PageQuestionsIT].
class PageHandlerIT {
  @AutoClose private Analysing analysing;
  private BlobStore blobs;

  @BeforeEach
  void start(@TempDir Path directory) {
    analysing = new Analysing(directory);
    blobs = analysing.blobs;
  }

  @Test
  void passesTheHeadersOnToEverythingItEmits() throws Exception {
    PageTask task = task(analysing.figures()).setPictureDescription(description().build()).build();

    List<ProducerRecord<byte[], byte[]>> outputs = analysing.outputs(task);

    assertThat(outputs)
        .extracting(output -> EventHeaders.read(output.headers()))
        .containsExactly(headers(), headers());
  }

  @Test
  void writesTheSameBytesAgainWhenATaskRunsTwice() throws Exception {
    PageTask task = task(analysing.figures()).setPictureDescription(description().build()).build();

    PageAnalyzed first = analysing.decode(analysing.outputs(task).getFirst(), PageAnalyzed.class);
    PageAnalyzed second = analysing.decode(analysing.outputs(task).getFirst(), PageAnalyzed.class);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aPageThatThrowsFailsAloneAndItsNeighboursAreAnalysed() throws Exception {
    String key =
        analysing.store(
            new PdfFixture()
                .page(
                    (document, page, content) -> text(content, REGULAR, 12, 50, 700, "First page"))
                .page((document, page, content) ->
                    page.getCOSObject().setItem(COSName.TYPE, COSName.FONT))
                .page((document, page, content) ->
                    text(content, REGULAR, 12, 50, 700, "Third page")));

    Outcome broken = analysing.handle(task(key).setPage(2).build());
    Outcome third = analysing.handle(task(key).setPage(3).build());

    assertThat(broken)
        .isEqualTo(
            new Outcome.Failed(
                "PAGE_UNREADABLE",
                "The page cannot be read: the file is damaged, or not what it says it is.",
                1));
    PageAnalyzed analyzed = analysing.decode(outputs(third).getFirst(), PageAnalyzed.class);
    assertThat(PageObject.decode(blobs.get(analyzed.getPageKey())).content().blocks())
        .extracting(block -> ((PageBlock.Text) block).text())
        .containsExactly("Third page");
  }

  @Test
  void givesUpAPageThatTakesTooLong() throws Exception {
    String key =
        analysing.store(
            new PdfFixture()
                .page((document, page, content) ->
                    page.setContents(program(document, "q Q ".repeat(100_000), 40))));

    Outcome outcome =
        Analysing.handle(
            analysing.handler(Duration.ofMillis(100)), analysing.record(task(key).build()));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed("PAGE_TIMEOUT", "The page was not analysed within 0.1 seconds.", 1));
  }

  @Test
  void refusesWhatIsPastItsDeadlineBeforeAnyWork() throws Exception {
    analysing.clock.set(headers().deadline().orElseThrow());

    assertThat(analysing.handle(task("documents/absent").build()))
        .isEqualTo(
            new Outcome.Failed(
                "DEADLINE_EXCEEDED",
                "The document's time was over before this page was analysed.",
                1));
  }

  @Test
  void aPageThatFinishesPastTheDeadlineIsADeadLetter() throws Exception {
    Instant deadline = headers().deadline().orElseThrow();
    Iterator<Instant> times = List.of(deadline.minusSeconds(1), deadline).iterator();

    PageHandler late = analysing.handler(analysing.codec, Analysing.TIMEOUT, times::next);

    Outcome outcome = Analysing.handle(late, analysing.record(task(analysing.figures()).build()));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed(
                "DEADLINE_EXCEEDED",
                "The page finished after the document's deadline; a replay analyses it again.",
                1));
  }

  @Test
  void failsWithItsOwnCodesForSourcesThatAreGoneOrLocked() throws Exception {
    PdfFixture locked = Analysing.figures(new PdfFixture());
    locked
        .document()
        .protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));

    assertThat(analysing.handle(task("documents/task-0/absent").build()))
        .isEqualTo(
            new Outcome.Failed(
                "SOURCE_UNREADABLE", "The source of the document is no longer stored.", 1));
    assertThat(analysing.handle(task(analysing.store(locked)).build()))
        .isEqualTo(
            new Outcome.Failed("SOURCE_ENCRYPTED", "The PDF is protected by a password.", 1));
    assertThat(analysing.handle(task(analysing.figures()).setFormat("odt").build()))
        .isEqualTo(
            new Outcome.Failed("SOURCE_UNSUPPORTED", "Documents of format odt are not read.", 1));
  }

  @Test
  void failsARecordThatIsNoTaskAndWaitsForARegistryThatIsAway() throws Exception {
    ConsumerRecord<byte[], byte[]> task = analysing.record(task(analysing.figures()).build());
    assertThat(
            Analysing.handle(
                analysing.handler(Analysing.TIMEOUT),
                analysing.record("nonsense".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            new Outcome.Failed("RECORD_UNREADABLE", "The task of this page cannot be decoded.", 1));

    analysing.registry.close();
    try (EventCodec orphan =
        RegistryEventCodec.create(Map.of("schema.registry.url", analysing.registry.url()))) {
      PageHandler waiting = analysing.handler(orphan, Analysing.TIMEOUT, analysing.clock);

      assertThatThrownBy(() -> Analysing.handle(waiting, task))
          .isInstanceOfSatisfying(
              DependencyUnavailableException.class,
              e -> assertThat(e.dependency()).isEqualTo("registry"));
    }
  }

  @Test
  void deadLettersNameThePageAndKeepTheRecord() throws Exception {
    ConsumerRecord<byte[], byte[]> task = analysing.record(task("key").setPage(7).build());

    ProducerRecord<byte[], byte[]> letter =
        new PageDeadLetters(TOPICS, analysing.codec, analysing.clock)
            .deadLetter(task, new Outcome.Failed("PAGE_TIMEOUT", "Too slow.", 2));

    DeadLetter decoded = analysing.decode(letter, DeadLetter.class);
    assertThat(letter.topic()).isEqualTo("pagestream.dead.letters");
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
    assertThat(decoded.getPart().getKind()).isEqualTo(PartKind.PAGE);
    assertThat(decoded.getPart().getPage()).isEqualTo(7);
    assertThat(decoded.getCode()).isEqualTo("PAGE_TIMEOUT");
    assertThat(decoded.getRecord().getValue()).isEqualTo(ByteBuffer.wrap(task.value()));
  }

  private static PDStream program(PDDocument document, String operators, int times)
      throws IOException {
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      for (int i = 0; i < times; i++) {
        out.write(operators.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return stream;
  }
}
