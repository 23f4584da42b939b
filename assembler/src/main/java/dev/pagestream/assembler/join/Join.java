package dev.pagestream.assembler.join;

import dev.pagestream.assembler.streams.EventReader;
import dev.pagestream.assembler.streams.StateStores;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/// The join as a step of a topology: records of [#sources] in, records of `documents.ready` out.
/// Thread-safe.
public final class Join implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
  private final TopicCatalog topics;
  private final EventCodec codec;
  private final DocumentJoin join;
  private final ReportReader reader;
  private final JoinMeters meters;

  public Join(
      TopicCatalog topics,
      EventCodec codec,
      EventReader events,
      JoinSettings settings,
      MeterRegistry meters) {
    this.topics = topics;
    this.codec = codec;
    this.join = new DocumentJoin(settings);
    this.reader = new ReportReader(topics, events);
    this.meters = new JoinMeters(meters);
  }

  /// What the join reads; all keyed by document id, with one partition count.
  public static Set<String> sources(TopicCatalog topics) {
    return Set.of(
        topics.documentsAccepted(),
        topics.pagesAnalyzed(),
        topics.visionResults(),
        topics.deadLetters(),
        topics.documentsControl());
  }

  @Override
  public Processor<byte[], byte[], byte[], byte[]> get() {
    return new JoinProcessor(join, reader, codec, topics.documentsReady(), meters);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        StateStores.persistent(JoinProcessor.DOCUMENTS),
        StateStores.persistent(JoinProcessor.PARTS),
        StateStores.persistent(JoinProcessor.DEADLINES));
  }
}
