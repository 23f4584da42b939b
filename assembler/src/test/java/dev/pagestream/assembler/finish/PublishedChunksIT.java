package dev.pagestream.assembler.finish;

import static dev.pagestream.assembler.finish.AtOnceSlot.FIRST_TRY;
import static dev.pagestream.assembler.finish.Finishing.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.assembler.Events;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.ChunkPicture;
import dev.pagestream.schema.ChunkingOptions;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentChunk;
import dev.pagestream.schema.DocumentError;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.ReadyCause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedChunksIT {
  @AutoClose private Finishing finishing;

  @BeforeEach
  void start(@TempDir Path directory) {
    finishing = new Finishing(directory);
  }

  @Test
  void theChunksComeBeforeTheirDocumentUnderItsKeyAndHeaders() throws Exception {
    Outcome.Done done = handled(cut(PublishedChunksIT::hierarchical), "One.", "Two.", "Three.");

    assertThat(done.outputs())
        .extracting(ProducerRecord::topic)
        .containsExactly(
            finishing.topics.documentsChunks(),
            finishing.topics.documentsChunks(),
            finishing.topics.documentsChunks(),
            finishing.topics.documentsFinished());
    assertThat(done.outputs())
        .allSatisfy(output -> {
          assertThat(new String(output.key(), StandardCharsets.UTF_8))
              .isEqualTo(finishing.events.documentId());
          assertThat(EventHeaders.read(output.headers())).isEqualTo(finishing.events.headers());
        });
    assertThat(finishing.chunks(done))
        .extracting(DocumentChunk::getIndex, DocumentChunk::getChunks, DocumentChunk::getText)
        .containsExactly(tuple(0, 3, "One."), tuple(1, 3, "Two."), tuple(2, 3, "Three."));
    assertThat(finishing.finished(done).getChunks()).isEqualTo(3);
  }

  @Test
  void aChunkSaysWhereItIsFromAndWhatItsPicturesAre() throws Exception {
    finishing.stored.answer("chart");
    DocumentReady ready =
        finishing.ready(
            cut(chunking -> chunking.setIncludeRawText(true)),
            finishing.page(1, "chart"),
            described("chart", 1, false));

    Outcome.Done done = (Outcome.Done) finishing.handler.handle(finishing.record(ready), FIRST_TRY);

    DocumentChunk chunk = finishing.chunks(done).getFirst();
    assertThat(chunk)
        .returns(finishing.events.origin(), DocumentChunk::getOrigin)
        .returns(1, DocumentChunk::getRevision)
        .returns("Text of page 1.\nA picture of chart.", DocumentChunk::getText)
        .returns("Text of page 1.\nA picture of chart.", DocumentChunk::getRawText)
        .returns(List.of(1), DocumentChunk::getPageNumbers)
        .returns(List.of("#/texts/0", "#/pictures/0"), DocumentChunk::getDocItems)
        .returns("estimate", DocumentChunk::getTokensBy)
        .returns(
            List.of(new ChunkPicture("#/pictures/0", 1, "", "model")), DocumentChunk::getPictures)
        .returns(false, DocumentChunk::getTruncated);
    assertThat(chunk.getTokens()).isPositive();
  }

  @Test
  void nobodyWhoDoesNotAskGetsChunks() throws Exception {
    Outcome.Done done = handled(finishing.events.accepted(1), "One.");

    assertThat(finishing.chunks(done)).isEmpty();
    assertThat(finishing.finished(done).getChunks()).isNull();
  }

  @Test
  void whatIsGivenUpHasNoChunks() throws Exception {
    DocumentReady cancelled =
        DocumentReady.newBuilder(
                finishing.ready(cut(PublishedChunksIT::hierarchical), page("One.")))
            .setCause(ReadyCause.CANCELLED)
            .build();
    DocumentReady poison =
        finishing.ready(
            finishing.with(
                options -> options.setChunksTopic(true).setImageExportMode("no such mode")),
            page("One."));

    for (DocumentReady ready : List.of(cancelled, poison)) {
      Outcome.Done done =
          (Outcome.Done)
              finishing.handler.handle(
                  finishing.record(ready), new AtOnceSlot(Finishing.SETTINGS.maxAttempts() - 1));

      assertThat(finishing.chunks(done)).isEmpty();
      assertThat(finishing.finished(done).getChunks()).isZero();
    }
  }

  @Test
  void theOutputFormatIsCutInTheSameWay() throws Exception {
    Outcome.Done done =
        handled(
            finishing.with(options ->
                options
                    .setToFormats(List.of("chunks"))
                    .setChunking(
                        ChunkingOptions.newBuilder()
                            .setMaxTokens(16)
                            .setIncludeRawText(true)
                            .build())),
            "Words that are long enough to be cut into more than one chunk of sixteen tokens.");

    String lines =
        new String(
            finishing.blobs.get(finishing.finished(done).getOutputs().getFirst().getKey()),
            StandardCharsets.UTF_8);
    assertThat(lines.lines().count()).isGreaterThan(1);
    assertThat(lines).contains("\"raw_text\":\"Words");
  }

  @Test
  void ofTooManyChunksTheFirstArePublishedAndAnErrorSaysSo() throws Exception {
    FinishHandler two = finishing.handler(finishing.codec, Finishing.limits(2, 1 << 20));
    FinishHandler small = finishing.handler(finishing.codec, Finishing.limits(1000, 1000));
    String long500 = "word ".repeat(100);

    Outcome.Done byCount =
        handled(two, cut(PublishedChunksIT::hierarchical), "One.", "Two.", "Three.");
    Outcome.Done byBytes = handled(small, cut(PublishedChunksIT::hierarchical), long500, long500);

    assertThat(finishing.chunks(byCount))
        .extracting(DocumentChunk::getText, DocumentChunk::getChunks)
        .containsExactly(tuple("One.", 2), tuple("Two.", 2));
    assertThat(finishing.chunks(byBytes)).hasSize(1);
    assertPartial(finishing.finished(byCount), "only the first 2 are on it");
    assertPartial(finishing.finished(byBytes), "only the first 1 are on it");
  }

  @Test
  void exactlyAsManyAsAllowedAreNoError() throws Exception {
    FinishHandler two = finishing.handler(finishing.codec, Finishing.limits(2, 1 << 20));

    DocumentFinished finished =
        finishing.finished(handled(two, cut(PublishedChunksIT::hierarchical), "One.", "Two."));

    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
    assertThat(finished.getChunks()).isEqualTo(2);
  }

  @Test
  void aChunkIsNeverLargerThanARecordMayBe() throws Exception {
    String text = "語📈 ".repeat(60_000);

    Outcome.Done done =
        handled(cut(chunking -> hierarchical(chunking).setIncludeRawText(true)), text);

    DocumentChunk chunk = finishing.chunks(done).getFirst();
    assertThat(chunk.getTruncated()).isTrue();
    assertThat(text).startsWith(chunk.getText()).startsWith(chunk.getRawText());
    assertThat(chunk.getText().getBytes(StandardCharsets.UTF_8).length)
        .isBetween((256 << 10) - 4, 256 << 10);
    assertPartial(finishing.finished(done), "1 chunks are larger than a record");
  }

  private static void assertPartial(DocumentFinished finished, String why) {
    assertThat(finished.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(finished.getErrors())
        .extracting(DocumentError::getCode)
        .containsExactly("RESULT_TOO_LARGE");
    assertThat(finished.getErrors().getFirst().getMessage()).contains(why);
  }

  private static ChunkingOptions.Builder hierarchical(ChunkingOptions.Builder chunking) {
    return chunking.setChunker("hierarchical");
  }

  private DocumentAccepted cut(UnaryOperator<ChunkingOptions.Builder> changed) {
    ChunkingOptions chunking = changed.apply(ChunkingOptions.newBuilder()).build();
    UnaryOperator<ConversionOptions.Builder> options =
        with -> with.setChunksTopic(true).setChunking(chunking);
    return finishing.with(options);
  }

  private Outcome.Done handled(DocumentAccepted accepted, String... texts) throws Exception {
    return handled(finishing.handler, accepted, texts);
  }

  private Outcome.Done handled(FinishHandler handler, DocumentAccepted accepted, String... texts)
      throws Exception {
    DocumentReady ready = finishing.ready(accepted, page(texts));
    return (Outcome.Done) handler.handle(finishing.record(ready), FIRST_TRY);
  }

  /// A page of paragraphs.
  private PageOutcome page(String... texts) {
    Events events = finishing.events;
    List<PageBlock> blocks =
        IntStream.range(0, texts.length)
            .<PageBlock>mapToObj(at ->
                new PageBlock.Text(
                    TextKind.PARAGRAPH,
                    texts[at],
                    new Box(50, 50 + 20 * at, 500, 65 + 20 * at),
                    0,
                    10,
                    ""))
            .toList();
    PageObject.Encoded page = PageObject.encode(new PageContent(1, 595, 842, blocks), List.of());
    String key = BlobNames.page(events.documentId(), 1, Hashes.sha256(String.join("", texts)));
    finishing.blobs.put(key, page.bytes());
    return new PageOutcome(1, key, null);
  }
}
