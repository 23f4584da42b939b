package dev.pagestream.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every kind of field there is.
record SampleConfig(
    @Default("sample") @Doc("Its name.") String name,
    @Default("4") int workers,
    @Default("9000000000") long total,
    @Default("0.5") double share,
    @Default("true") boolean enabled,
    @Default("5s") Duration timeout,
    @Default("16MiB") ByteSize buffer,
    @Default("data") Path directory,
    @Doc("Where the model is.") Optional<URI> url,
    @Doc("Its key.") Optional<Secret> apiKey,
    @Default("FAST_ONE") Mode mode,
    List<String> queues,
    @Default("1,2") List<Integer> sizes,
    Map<String, Integer> lanes,
    Map<String, String> properties,
    Nested nested,
    List<Endpoint> endpoints) {
  enum Mode {
    FAST_ONE,
    SLOW
  }

  record Nested(@Default("8") int maxInFlight, @Default("a") String label) {
    Nested {
      if (maxInFlight < 1) {
        throw new IllegalArgumentException(
            "maxInFlight is " + maxInFlight + ", must be at least 1");
      }
    }
  }

  record Endpoint(@Doc("Address | port.") String host, @Default("80") int port) {}
}
