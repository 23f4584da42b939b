package dev.pagestream.pageworker;

import dev.pagestream.document.BlobNames;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The records an analysed page becomes: the page itself, and a task for each picture to describe.
/// Thread-safe.
final class PageEvents {
  private final TopicCatalog topics;
  private final EventCodec codec;

  PageEvents(TopicCatalog topics, EventCodec codec) {
    this.topics = topics;
    this.codec = codec;
  }

  /// @param headers of the page's task, passed on
  List<ProducerRecord<byte[], byte[]>> of(
      PageTask task, EventHeaders headers, AnalyzedPage page, PageObject.Encoded object) {
    String pageKey = BlobNames.page(task.getDocumentId(), task.getPage(), object.sha256());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    records.add(
        record(
            topics.pagesAnalyzed(), task.getDocumentId(), analyzed(task, page, pageKey), headers));
    for (AnalyzedPage.Question question : page.questions()) {
      PictureDescription description = Objects.requireNonNull(task.getPictureDescription());
      VisionTask visionTask = visionTask(task, description, question, pageKey, object.cropsStart());
      records.add(
          record(
              topics.visionTasks(description.getLane()),
              question.cropSha256(),
              visionTask,
              headers));
    }
    return records;
  }

  private static PageAnalyzed analyzed(PageTask task, AnalyzedPage page, String pageKey) {
    return PageAnalyzed.newBuilder()
        .setDocumentId(task.getDocumentId())
        .setPage(task.getPage())
        .setPageKey(pageKey)
        .setPictures(page.content().pictures().map(PageEvents::picture).toList())
        .build();
  }

  private static AnalyzedPicture picture(PageBlock.Picture picture) {
    return AnalyzedPicture.newBuilder()
        .setIndex(picture.index())
        .setFingerprint(picture.fingerprint().orElse(null))
        .setSkipReason(picture.skipped().map(skip -> skip.reason().code()).orElse(null))
        .build();
  }

  private static VisionTask visionTask(
      PageTask task,
      PictureDescription description,
      AnalyzedPage.Question question,
      String pageKey,
      int cropsStart) {
    return VisionTask.newBuilder()
        .setDocumentId(task.getDocumentId())
        .setPage(task.getPage())
        .setPicture(question.picture())
        .setFingerprint(question.fingerprint())
        .setPurpose(VisionPurpose.DESCRIBE_PICTURE)
        .setPageKey(pageKey)
        .setImageOffset(cropsStart + question.cropOffset())
        .setImageBytes(question.cropBytes())
        .setImageMediaType(question.mediaType())
        .setLane(description.getLane())
        .setUrl(description.getUrl())
        .setHeaders(description.getHeaders())
        .setParams(description.getParams())
        .setModel(description.getModel())
        .setPrompt(question.prompt())
        .setTimeoutMs(description.getTimeoutMs())
        .setConcurrency(description.getConcurrency())
        .build();
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic, String key, SpecificRecord event, EventHeaders headers) {
    return new ProducerRecord<>(
        topic,
        null,
        key.getBytes(StandardCharsets.UTF_8),
        codec.encode(topic, event),
        headers.toHeaders());
  }
}
