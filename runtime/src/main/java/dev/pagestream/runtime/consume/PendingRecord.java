package dev.pagestream.runtime.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record that waits for its start.
///
/// @param deaths how often the process died while it was unfinished and might have been running
/// @param verdict set when the handler is not to be called (again): only the dead letter is to be
///   written
/// @param refusals how often Kafka would not take what came of it
record PendingRecord(
    ConsumerRecord<byte[], byte[]> record,
    int deaths,
    Outcome.@Nullable Failed verdict,
    int refusals) {
  /// From this number of deaths on a record runs while nothing else runs in its process.
  private static final int SUSPECT = 2;

  static PendingRecord of(ConsumerRecord<byte[], byte[]> record, int deaths) {
    if (deaths < OffsetLedger.MAX_DEATHS) {
      return new PendingRecord(record, deaths, null, 0);
    }
    String message = "the process died " + deaths + " times while it worked on this record";
    return new PendingRecord(
        record, deaths, new Outcome.Failed(WindowedConsumer.PROCESS_KILLED, message, deaths), 0);
  }

  /// Kafka would not take what came of this record: it becomes a dead letter. If that was a dead
  /// letter already, it is written again.
  PendingRecord refused(Outcome outcome, RuntimeException cause) {
    Outcome.Failed failed =
        switch (outcome) {
          case Outcome.Failed before -> before;
          case Outcome.Done _, Outcome.Dropped _, Outcome.PutBack _ ->
              new Outcome.Failed(code(cause), "Kafka refused: " + cause, 1);
        };
    return new PendingRecord(record, deaths, failed, refusals + 1);
  }

  long offset() {
    return record.offset();
  }

  /// Whether the handler is going to run, which is what start marks are about.
  boolean runsHandler() {
    return verdict == null;
  }

  boolean suspect() {
    return runsHandler() && deaths >= SUSPECT;
  }

  long bytes() {
    long bytes = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      bytes += header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String code(RuntimeException cause) {
    boolean tooLarge = cause instanceof RecordTooLargeException;
    return tooLarge ? WindowedConsumer.RESULT_TOO_LARGE : WindowedConsumer.INTERNAL;
  }
}
