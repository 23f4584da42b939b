package dev.pagestream.runtime.consume;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What became of a record. Outputs and progress go out in one transaction.
public sealed interface Outcome {
  /// Done; the outputs may be empty.
  record Done(List<ProducerRecord<byte[], byte[]>> outputs) implements Outcome {
    public Done {
      outputs = List.copyOf(outputs);
    }
  }

  /// Finally failed: becomes a dead letter.
  ///
  /// @param code bounded set, used as metric tag
  /// @param message for people; what was wrong and what to do
  /// @param attempts tries made, at least 1
  record Failed(String code, String message, int attempts) implements Outcome {}

  /// To be read again later: the record is written to the end of its partition, unchanged but for
  /// the header [PutBackHeader#NAME], which counts how often, in one transaction with the progress
  /// that leaves it behind. For what waits for a closed destination while [CallSlot#pressed]; only
  /// with [Ordering#UNORDERED] and without start marks, else it is an error of the handler.
  ///
  /// @param reason for logs
  record PutBack(String reason) implements Outcome {}

  /// Nothing to do any more, for example a cancelled document.
  record Dropped(String reason) implements Outcome {}

  static Outcome done() {
    return new Done(List.of());
  }

  static Outcome done(List<ProducerRecord<byte[], byte[]>> outputs) {
    return new Done(outputs);
  }
}
