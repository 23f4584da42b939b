package dev.pagestream.ingest.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagestream.document.FailureCode;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.ingest.source.SourceRefusedException;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class FanoutTest {
  private static final EventHeaders HEADERS = EventHeaders.of("t-0", "default", "default");

  private final PlainCodec codec = new PlainCodec();
  private final TopicCatalog topics = TopicCatalog.of(TopicSizing.LOCAL);

  @Test
  void aLargeDocumentBecomesOneTaskPerPageInChunks() throws Exception {
    List<ProducerRecord<byte[], byte[]>> records =
        new Fanout(codec, topics).records(accepted(20_000, "prompt"), HEADERS);

    assertThat(records).hasSize(20_001);
    ProducerRecord<byte[], byte[]> last = records.getLast();
    PageTask task = codec.decode("", last.value(), PageTask.class);
    assertThat(last.topic()).isEqualTo(topics.pagesTasks());
    assertThat(new String(last.key(), StandardCharsets.UTF_8)).isEqualTo("t-0/312");
    assertThat(task)
        .returns(20_000, PageTask::getPage)
        .returns(312, PageTask::getChunk)
        .returns("source", PageTask::getSourceKey);
  }

  @Test
  void tasksThatWouldNotFitIntoMemoryAreRefused() {
    String prompt = "x".repeat(8000);

    SourceRefusedException refused =
        catchThrowableOfType(
            SourceRefusedException.class,
            () -> new Fanout(codec, topics).records(accepted(20_000, prompt), HEADERS));

    assertThat(refused.code()).isEqualTo(FailureCode.SOURCE_TOO_MANY_PAGES);
    assertThat(refused.sentence()).contains("page_range");
  }

  private static DocumentAccepted accepted(int pages, String prompt) {
    PictureDescription description =
        PictureDescription.newBuilder()
            .setLane("adhoc")
            .setUrl("http://h")
            .setPrompt(prompt)
            .build();
    return DocumentAccepted.newBuilder()
        .setOrigin(
            DocumentOrigin.newBuilder()
                .setDocumentId("t-0")
                .setTaskId("t")
                .setTaskDocuments(1)
                .setName("a.pdf")
                .setSubmittedAt(Instant.EPOCH)
                .build())
        .setFormat("pdf")
        .setMediaType("application/pdf")
        .setSourceKey("source")
        .setSourceSha256("")
        .setSourceBytes(500L << 20)
        .setPageCount(pages)
        .setFirstPage(1)
        .setLastPage(pages)
        .setAcceptedAt(Instant.EPOCH)
        .setDeadline(Instant.EPOCH)
        .setOptions(ConversionOptions.newBuilder().setPictureDescription(description).build())
        .build();
  }
}
