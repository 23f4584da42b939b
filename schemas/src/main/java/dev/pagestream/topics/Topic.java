package dev.pagestream.topics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/// A topic as the catalogue declares it. Immutable.
///
/// @param name full name, prefix included
/// @param keyRule what the record key is, for people
/// @param value class of the records; their schema is the subject `<name>-value`
/// @param carries one line on what the records say, for people
/// @param partitions number of partitions, at least 1
/// @param config topic configuration in Kafka's own keys (`retention.ms`, `cleanup.policy` ...)
public record Topic(
    String name,
    String keyRule,
    Class<? extends SpecificRecord> value,
    String carries,
    int partitions,
    Map<String, String> config) {
  public Topic {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "partitions of " + name + " is " + partitions + ", must be at least 1");
    }
    config = Map.copyOf(new TreeMap<>(config));
  }

  /// The registry's name for the schema of the values.
  public String valueSubject() {
    return name + "-value";
  }
}
