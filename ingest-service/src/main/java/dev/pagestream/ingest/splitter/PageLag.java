package dev.pagestream.ingest.splitter;

/// How many pages wait for page workers.
interface PageLag {
  /// @throws org.apache.kafka.common.KafkaException when Kafka does not say
  long pages() throws InterruptedException;
}
