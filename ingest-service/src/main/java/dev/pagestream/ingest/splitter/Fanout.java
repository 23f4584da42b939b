package dev.pagestream.ingest.splitter;

import dev.pagestream.document.FailureCode;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.ingest.source.SourceRefusedException;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.PageTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Turns an accepted document into its records: what the join must wait for, and a task per page.
/// Thread-safe.
final class Fanout {
  /// Page tasks of a document leave in one transaction and are held until then.
  static final long MAX_BYTES = 64L << 20;

  private final EventCodec codec;
  private final TopicCatalog topics;

  Fanout(EventCodec codec, TopicCatalog topics) {
    this.codec = codec;
    this.topics = topics;
  }

  /// @throws SourceRefusedException when the tasks would take more memory than one document may
  List<ProducerRecord<byte[], byte[]>> records(DocumentAccepted accepted, EventHeaders headers)
      throws SourceRefusedException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    String documentId = accepted.getOrigin().getDocumentId();
    records.add(
        record(
            topics.documentsAccepted(),
            documentId,
            codec.encode(topics.documentsAccepted(), accepted),
            headers));
    ChunkPlan plan = ChunkPlan.of(accepted.getFirstPage(), accepted.getSourceBytes());
    long bytes = 0;
    for (int page = accepted.getFirstPage(); page <= accepted.getLastPage(); page++) {
      int chunk = plan.chunkOf(page);
      byte[] task = codec.encode(topics.pagesTasks(), task(accepted, page, chunk));
      bytes += task.length;
      if (bytes > MAX_BYTES) {
        throw new SourceRefusedException(
            FailureCode.SOURCE_TOO_MANY_PAGES,
            "The document has too many pages for a picture description this long: prompt, params and headers travel with"
                + " each page. Shorten them, or convert fewer pages at once with page_range.");
      }
      records.add(record(topics.pagesTasks(), documentId + "/" + chunk, task, headers));
    }
    return records;
  }

  private static PageTask task(DocumentAccepted accepted, int page, int chunk) {
    ConversionOptions options = accepted.getOptions();
    return PageTask.newBuilder()
        .setDocumentId(accepted.getOrigin().getDocumentId())
        .setPage(page)
        .setChunk(chunk)
        .setFormat(accepted.getFormat())
        .setSourceKey(accepted.getSourceKey())
        .setSourceBytes(accepted.getSourceBytes())
        .setKeepImages(options.getIncludeImages())
        .setImagesScale(options.getImagesScale())
        .setPictureDescription(options.getPictureDescription())
        .setChartExtraction(options.getChartExtraction())
        .setPageConversion(options.getPageConversion())
        .setPdfPassword(options.getPdfPassword())
        .setClassifyPictures(options.getClassifyPictures())
        .build();
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String key, byte[] value, EventHeaders headers) {
    return new ProducerRecord<>(
        topic, null, key.getBytes(StandardCharsets.UTF_8), value, headers.toHeaders());
  }
}
