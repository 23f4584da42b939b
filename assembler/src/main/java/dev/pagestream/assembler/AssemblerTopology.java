package dev.pagestream.assembler;

import dev.pagestream.assembler.join.Join;
import dev.pagestream.assembler.join.JoinSettings;
import dev.pagestream.assembler.streams.EventReader;
import dev.pagestream.assembler.task.TaskJoin;
import dev.pagestream.assembler.task.TaskNews;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/// Both joins in one topology. Records stay bytes between its steps: decoding is the steps' own
/// business, so that an unreadable record costs only itself.
final class AssemblerTopology {
  /// A replay may begin when the join is about to forget its document, and ends some time after.
  private static final Duration LONGER_THAN_DOCUMENTS = Duration.ofDays(2);

  private AssemblerTopology() {}

  static Topology build(
      TopicCatalog topics, EventCodec codec, JoinSettings settings, MeterRegistry meters) {
    Serde<byte[]> bytes = Serdes.ByteArray();
    Consumed<byte[], byte[]> read = Consumed.with(bytes, bytes);
    Produced<byte[], byte[]> write = Produced.with(bytes, bytes);
    EventReader events = new EventReader(codec, meters);
    StreamsBuilder builder = new StreamsBuilder();

    KStream<byte[], byte[]> reports =
        builder.stream(Join.sources(topics), read.withName("reports"));
    reports
        .process(new Join(topics, codec, events, settings, meters), Named.as("join"))
        .to(topics.documentsReady(), write.withName("ready"));

    KStream<byte[], byte[]> finished =
        builder.stream(topics.documentsFinished(), read.withName("finished"));
    TaskNews news = new TaskNews(topics, events);
    KStream<byte[], byte[]> accepted = reports.process(news, Named.as("news-of-accepted"));
    accepted
        .merge(finished.process(news, Named.as("news-of-finished")), Named.as("news"))
        .repartition(
            Repartitioned.with(bytes, bytes)
                .withName("tasks")
                .withNumberOfPartitions(topics.sizing().joins()))
        .process(
            new TaskJoin(
                topics, codec, events, settings.headerRetention().plus(LONGER_THAN_DOCUMENTS)),
            Named.as("task-join"))
        .to(topics.tasksStatus(), write.withName("status"));
    return builder.build();
  }
}
