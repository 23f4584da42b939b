package dev.pagestream.ingest.splitter;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.source.SourceFetcher;
import dev.pagestream.ingest.source.SourceInspector;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/// Wires the splitter role.
public final class Splitter {
  private static final int LOOK_AHEAD =
      64; // Documents wait at the door, so few need to be looked at.
  private static final Duration DRAIN_LIMIT =
      Duration.ofSeconds(10); // Nothing here is paid for twice when cut short.

  /// @param maxInFlight documents opened at once
  /// @param maxPageLag pages waiting for page workers above which the door is closed
  /// @param maxFetches URLs fetched at once
  /// @param defaultTimeout of a document whose request names none
  public record Limits(
      int maxInFlight,
      int maxPages,
      long maxImagePixels,
      long maxPageLag,
      int maxFetches,
      Duration defaultTimeout) {}

  private Splitter() {}

  /// A consumer of all submission topics, not started.
  ///
  /// @param admin belongs to the caller, as do all others
  public static WindowedConsumer create(
      KafkaSettings kafka,
      TopicCatalog topics,
      String instanceId,
      Admin admin,
      EventCodec codec,
      BlobStore blobs,
      Spool spool,
      SourceFetcher fetcher,
      HeaderSealer sealer,
      Limits limits,
      MeterRegistry meters) {
    Clock clock = Clock.systemUTC();
    GroupLag lag = new GroupLag(admin, topics.pagesTasks(), topics.group("page-worker"));
    SplitHandler handler =
        new SplitHandler(
            codec,
            new Admission(lag, limits.maxPageLag(), clock),
            new SourceOpener(blobs, spool, fetcher, limits.maxFetches(), sealer),
            new SourceInspector(limits.maxPages(), limits.maxImagePixels()),
            new Fanout(codec, topics),
            sealer,
            limits.defaultTimeout(),
            clock);
    List<String> submitted =
        topics.queues().stream().sorted().map(topics::documentsSubmitted).toList();
    String group = topics.group("splitter");
    WindowSettings settings =
        WindowSettings.of(
                submitted.getFirst(), group, group + "." + instanceId, limits.maxInFlight())
            .withTopics(submitted)
            .withLookAhead(LOOK_AHEAD)
            .withMaxInFlight(limits.maxInFlight())
            .withDrainTimeout(DRAIN_LIMIT)
            .withStartMarks(true);
    return new WindowedConsumer(
        kafka,
        settings,
        handler,
        new SplitterDeadLetters(codec, topics.deadLetters(), clock),
        meters);
  }
}
