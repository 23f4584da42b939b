package dev.pagestream.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitterIT {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private final PlainCodec codec = new PlainCodec();
  private final TopicCatalog topics = TopicCatalog.of(TopicSizing.LOCAL);
  private final List<TaskStatus> told = new ArrayList<>();
  private BlobStore blobs;
  private Spool spool;

  @TempDir Path directory;

  @BeforeEach
  void open() {
    blobs = BlobStores.files(directory.resolve("blobs"));
    spool = new Spool(directory.resolve("spool"));
  }

  @AfterEach
  void close() {
    blobs.close();
    codec.close();
  }

  @Test
  void bytesAreStoredBeforeTheRecordsAndTheStatusIsToldAfterThem() throws Exception {
    List<ProducerRecord<byte[], byte[]>> committed = new ArrayList<>();
    CommitLog log =
        records -> {
          DocumentSubmitted submitted = submitted(records.getFirst());
          assertThat(blobs.get(String.valueOf(submitted.getSourceKey()))).isEqualTo(CONTENT);
          assertThat(told).isEmpty();
          committed.addAll(records);
        };

    TaskStatus status = submitter(log).submit(List.of(bytes("a.pdf")), options());

    assertThat(told).containsExactly(status);
    assertThat(committed)
        .extracting(ProducerRecord::topic)
        .containsExactly("pagestream.documents.submitted.default", "pagestream.tasks.status");
  }

  @Test
  void nothingIsToldWhenTheCommitFails() throws IOException {
    CommitLog log =
        _ -> {
          throw new SubmitUnavailableException("away");
        };
    NewSource source = bytes("a.pdf");

    assertThatThrownBy(() -> submitter(log).submit(List.of(source), options()))
        .isInstanceOf(SubmitUnavailableException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void allDocumentsOfATaskAndItsStatusAreOneCommit() throws Exception {
    List<List<ProducerRecord<byte[], byte[]>>> commits = new ArrayList<>();
    NewSource url = new NewSource.Url("b.pdf", URI.create("https://h/b.pdf"), Optional.empty());

    TaskStatus status = submitter(commits::add).submit(List.of(bytes("a.pdf"), url), options());

    assertThat(commits).hasSize(1);
    List<ProducerRecord<byte[], byte[]>> records = commits.getFirst();
    assertThat(records)
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsExactly(status.getTaskId() + "-0", status.getTaskId() + "-1", status.getTaskId());
    assertThat(EventHeaders.read(records.getFirst().headers()).documentId())
        .contains(status.getTaskId() + "-0");
    assertThat(submitted(records.get(1)))
        .returns("https://h/b.pdf", DocumentSubmitted::getSourceUrl)
        .returns(null, DocumentSubmitted::getSourceKey)
        .returns(2, submitted -> submitted.getOrigin().getTaskDocuments())
        .returns("b.pdf", submitted -> submitted.getOrigin().getName());
    assertThat(codec.decode("", records.get(2).value(), TaskStatus.class))
        .isEqualTo(status)
        .returns(TaskState.PENDING, TaskStatus::getState)
        .returns(2, TaskStatus::getDocuments);
  }

  private Submitter submitter(CommitLog log) {
    return new Submitter(blobs, codec, topics, log, told::add, Clock.systemUTC());
  }

  private NewSource bytes(String name) throws IOException {
    return new NewSource.Bytes(
        name, spool.receive(new ByteArrayInputStream(CONTENT), CONTENT.length));
  }

  private DocumentSubmitted submitted(ProducerRecord<byte[], byte[]> record) {
    return codec.decode(record.topic(), record.value(), DocumentSubmitted.class);
  }

  private static ConversionOptions options() {
    return ConversionOptions.newBuilder().build();
  }
}
