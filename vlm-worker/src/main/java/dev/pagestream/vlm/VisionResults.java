package dev.pagestream.vlm;

import dev.pagestream.document.Answer;
import dev.pagestream.document.BlobNames;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.VisionOutcome;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.vlm.task.Work;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Results as records: keyed by document, headers passed on. Thread-safe.
final class VisionResults {
  private static final int MAX_INLINE_BYTES = 16 << 10;

  private final EventCodec codec;
  private final String topic;

  VisionResults(EventCodec codec, String topic) {
    this.codec = codec;
    this.topic = topic;
  }

  /// @param calls made for this task; with 0 the answer was reused and costs nothing, so neither
  ///   time nor tokens appear again
  ProducerRecord<byte[], byte[]> described(
      Work work, EventHeaders headers, Answer answer, int calls) {
    boolean reused = calls == 0;
    VisionResult result =
        result(work, VisionOutcome.DESCRIBED)
            .setAnswerKey(BlobNames.answer(work.fingerprint()))
            .setText(inline(answer.text()))
            .setModel(answer.model())
            .setPromptTokens(reused ? null : answer.promptTokens().orElse(null))
            .setCompletionTokens(reused ? null : answer.completionTokens().orElse(null))
            .setLatencyMs(reused ? 0 : answer.latencyMs())
            .setAttempts(calls)
            .setReused(reused)
            .build();
    return record(work, headers, result);
  }

  /// A task that was not asked, with its reason.
  ProducerRecord<byte[], byte[]> skipped(Work work, EventHeaders headers, Settled.Skipped skipped) {
    VisionResult result =
        result(work, VisionOutcome.SKIPPED)
            .setSkipReason(skipped.reason().code())
            .setAttempts(skipped.calls())
            .build();
    return record(work, headers, result);
  }

  private static VisionResult.Builder result(Work work, VisionOutcome outcome) {
    return VisionResult.newBuilder()
        .setDocumentId(work.documentId())
        .setFingerprint(work.fingerprint())
        .setPage(work.page())
        .setPicture(work.picture())
        .setOutcome(outcome);
  }

  private ProducerRecord<byte[], byte[]> record(
      Work work, EventHeaders headers, VisionResult result) {
    byte[] key = work.documentId().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, key, codec.encode(topic, result), headers.toHeaders());
  }

  private static @Nullable String inline(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_INLINE_BYTES ? text : null;
  }
}
