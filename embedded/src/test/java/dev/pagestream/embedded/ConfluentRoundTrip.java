package dev.pagestream.embedded;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.serde.RegistryUnavailableException;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.errors.SerializationException;

/// Runs where Confluent's jar is on the class path: the codec must find it there and behave as ours
/// does.
public final class ConfluentRoundTrip implements BiFunction<String, byte[], byte[]> {
  static final String TOPIC = "dead.letters";

  @Override
  public byte[] apply(String registryUrl, byte[] bytes) {
    String dead = "http://127.0.0.1:1";
    try (EventCodec codec = RegistryEventCodec.create(Map.of("schema.registry.url", registryUrl));
        EventCodec cutOff = RegistryEventCodec.create(Map.of("schema.registry.url", dead))) {
      require(codec.getClass().getSimpleName().equals("ConfluentEventCodec"), "not Confluent's");
      require(refuses(codec, new byte[] {1, 2, 3, 4, 5, 6}), "junk was read");
      require(refuses(codec, new byte[] {0, 0, 0, 0, 99, 1}), "an unknown id was read");
      require(refuses(codec, new byte[] {0, 0, 0, 0, 1}), "bytes that end early were read");
      require(isOutage(cutOff, bytes), "an outage was taken for a bad record");
      return codec.encode(TOPIC, codec.decode(TOPIC, bytes, DeadLetter.class));
    }
  }

  private static boolean refuses(EventCodec codec, byte[] bytes) {
    try {
      codec.decode(TOPIC, bytes, DeadLetter.class);
      return false;
    } catch (SerializationException expected) {
      return true;
    }
  }

  private static boolean isOutage(EventCodec codec, byte[] bytes) {
    try {
      codec.decode(TOPIC, bytes, DeadLetter.class);
      return false;
    } catch (RegistryUnavailableException expected) {
      return true;
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
