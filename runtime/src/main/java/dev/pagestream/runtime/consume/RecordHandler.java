package dev.pagestream.runtime.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The work on one record. Called on a virtual thread of its own; many calls run at once.
///
/// What the call may do: block, sleep, do I/O. What it must not do: swallow an interrupt, which
/// means that the partition is leaving and the result will not be used.
@FunctionalInterface
public interface RecordHandler {
  /// Returns what became of the record. Expected failures are values ([Outcome.Failed]).
  ///
  /// @param slot the call slot this record holds; give it up while waiting
  /// @throws DependencyUnavailableException when blob store, registry or the like is away: the
  ///   record is tried again after a wait and no attempt is burnt
  /// @throws Exception a bug; tried again up to the configured attempts, then a dead letter with
  ///   code `INTERNAL`
  Outcome handle(ConsumerRecord<byte[], byte[]> record, CallSlot slot) throws Exception;
}
