package dev.pagestream.ingest.submit;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Writes records so that all or none of them are seen.
interface CommitLog {
  /// Returns once the records are committed.
  ///
  /// @throws SubmitUnavailableException when they could not be, or it is not known whether they
  ///   were
  void commit(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException;
}
