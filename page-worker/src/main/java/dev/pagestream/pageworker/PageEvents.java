package dev.pagestream.pageworker;

import dev.pagestream.document.BlobNames;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
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
      records.add(
          record(
              topics.visionTasks(question.asked().getLane()),
              question.crop().sha256(),
              visionTask(task, question, pageKey, object.cropsStart()),
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
        .setPageFingerprint(
            page.content().conversion().map(PageContent.Conversion::fingerprint).orElse(null))
        .build();
  }

  private static AnalyzedPicture picture(PageBlock.Picture picture) {
    return AnalyzedPicture.newBuilder()
        .setIndex(picture.index())
        .setFingerprint(picture.fingerprint().orElse(null))
        .setSkipReason(picture.skipped().map(skip -> skip.reason().code()).orElse(null))
        .setMoreFingerprints(picture.more().stream().map(PageBlock.Question::fingerprint).toList())
        .build();
  }

  private static VisionTask visionTask(
      PageTask task, AnalyzedPage.Question question, String pageKey, int cropsStart) {
    PictureDescription asked = question.asked();
    return VisionTask.newBuilder()
        .setDocumentId(task.getDocumentId())
        .setPage(task.getPage())
        .setPicture(question.picture())
        .setFingerprint(question.fingerprint())
        .setPurpose(VisionPurpose.valueOf(question.purpose().name()))
        .setPageKey(pageKey)
        .setImageOffset(cropsStart + question.crop().offset())
        .setImageBytes(question.crop().length())
        .setImageMediaType(question.crop().mediaType())
        .setImageSha256(question.crop().sha256())
        .setLane(asked.getLane())
        .setUrl(asked.getUrl())
        .setHeaders(asked.getHeaders())
        .setParams(asked.getParams())
        .setModel(asked.getModel())
        .setPrompt(question.prompt())
        .setTimeoutMs(asked.getTimeoutMs())
        .setFirstByteTimeoutMs(asked.getFirstByteTimeoutMs())
        .setConcurrency(asked.getConcurrency())
        .setProfile(asked.getProfile())
        .setAnswersNotBefore(asked.getAnswersNotBefore())
        .setSteps(question.steps())
        .setPictureClass(question.known().map(PageBlock.ClassScore::name).orElse(""))
        .setPictureClassConfidence(
            question.known().map(PageBlock.ClassScore::confidence).orElse(0.0))
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
