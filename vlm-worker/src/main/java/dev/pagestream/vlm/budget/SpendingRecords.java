package dev.pagestream.vlm.budget;

import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.serde.EventCodec;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads off records what was spent. Confined to the follower's thread.
final class SpendingRecords {
  private static final String STAGE = "vlm-worker";

  private final EventCodec codec;
  private final String results;
  private final String deadLetters;
  private final SpendingLedger ledger;
  private final long tokensPerUnreportedCall;

  SpendingRecords(
      EventCodec codec,
      String results,
      String deadLetters,
      SpendingLedger ledger,
      long tokensPerUnreportedCall) {
    this.codec = codec;
    this.results = results;
    this.deadLetters = deadLetters;
    this.ledger = ledger;
    this.tokensPerUnreportedCall = tokensPerUnreportedCall;
  }

  List<String> topics() {
    return List.of(results, deadLetters);
  }

  /// @throws org.apache.kafka.common.errors.SerializationException when it is no such event
  /// @throws dev.pagestream.serde.RegistryUnavailableException when its schema is not known yet
  void accept(ConsumerRecord<byte[], byte[]> record) {
    String tenant = EventHeaders.read(record.headers()).tenant();
    Instant at = Instant.ofEpochMilli(record.timestamp());
    if (record.topic().equals(results)) {
      result(tenant, at, codec.decode(results, record.value(), VisionResult.class));
    } else {
      letter(tenant, at, codec.decode(deadLetters, record.value(), DeadLetter.class));
    }
  }

  private void result(String tenant, Instant at, VisionResult result) {
    if (result.getReused() || result.getAttempts() == 0) {
      return;
    }
    Long prompt = result.getPromptTokens();
    Long completion = result.getCompletionTokens();
    long tokens =
        prompt == null && completion == null
            ? tokensPerUnreportedCall
            : (prompt == null ? 0 : prompt) + (completion == null ? 0 : completion);
    ledger.seen(
        new SpendingLedger.Part(tenant, result.getDocumentId(), result.getFingerprint()),
        new Spent(result.getAttempts(), Math.max(0, tokens)),
        at);
  }

  /// Failed calls cost calls; what they cost in tokens nobody has said.
  private void letter(String tenant, Instant at, DeadLetter letter) {
    String fingerprint = letter.getPart().getFingerprint();
    if (!letter.getStage().equals(STAGE) || fingerprint == null) {
      return;
    }
    ledger.seen(
        new SpendingLedger.Part(tenant, letter.getDocumentId(), fingerprint),
        new Spent(Math.max(0, letter.getAttempts()), 0),
        at);
  }
}
