package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our serde and our registry beside Confluent's own serde 7.9.5.
final class ConfluentCompatibilityIT {
  @TempDir Path directory;
  private LocalRegistry registry;
  private EventCodec codec;

  @BeforeEach
  void start() {
    registry = LocalRegistry.start(directory.resolve("registry.jsonl"), 0);
    codec = RegistryEventCodec.create(Map.of("schema.registry.url", registry.url()));
  }

  @AfterEach
  void stop() {
    codec.close();
    registry.close();
  }

  @Test
  void theyReadOurBytesAndWriteTheSameBytes() throws Exception {
    DeadLetter event = Events.deadLetter("t-0");
    DocumentOrigin origin = Events.origin();
    byte[] ours = codec.encode("events", event);
    byte[] oursToo = codec.encode("origins", origin);

    try (ConfluentSerde confluent = ConfluentSerde.start(registry.url())) {
      byte[] theirs = confluent.rewrite("events", ours, "events");
      byte[] theirsToo = confluent.rewrite("origins", oursToo, "origins");

      assertThat(theirs).isEqualTo(ours);
      assertThat(theirsToo).isEqualTo(oursToo);
      assertThat(codec.decode("events", theirs, DeadLetter.class)).isEqualTo(event);
      assertThat(codec.decode("origins", theirsToo, DocumentOrigin.class)).isEqualTo(origin);
    }
  }

  @Test
  void whatTheyRegisterIsWhatWeRegister() throws Exception {
    byte[] ours = codec.encode("events", Events.deadLetter("t-0"));

    try (ConfluentSerde confluent = ConfluentSerde.start(registry.url())) {
      byte[] registeredByThem = confluent.rewrite("events", ours, "copies");

      try (EventCodec careful =
          RegistryEventCodec.create(
              Map.of("schema.registry.url", registry.url(), "auto.register.schemas", false))) {
        assertThat(careful.encode("copies", Events.deadLetter("t-0"))).isEqualTo(registeredByThem);
      }
    }
  }

  @Test
  void onTheClassPathTheirsTakesOver() throws Exception {
    byte[] ours = codec.encode(ConfluentRoundTrip.TOPIC, Events.deadLetter("t-0"));

    byte[] theirs = ConfluentSerde.runWithOurs(ConfluentRoundTrip.class, registry.url(), ours);

    assertThat(theirs).isEqualTo(ours);
  }
}
