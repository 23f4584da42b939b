package dev.pagestream.serde;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// The event codec over Confluent's own serde, found on the class path. Thread-safe, as theirs is.
///
/// Confluent's artifacts are not on Maven Central: the Maven profile `confluent` adds their
/// repository. Built and tested by us with the 7.9.5 classes only; 8.x was not run.
final class ConfluentEventCodec implements EventCodec {
  private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
  private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

  private final Serializer<Object> serializer;
  private final Deserializer<Object> deserializer;

  private ConfluentEventCodec(Serializer<Object> serializer, Deserializer<Object> deserializer) {
    this.serializer = serializer;
    this.deserializer = deserializer;
  }

  static boolean onClassPath() {
    try {
      Class.forName(SERIALIZER, false, ConfluentEventCodec.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  @SuppressWarnings("unchecked") // Their interfaces are over Object.
  static ConfluentEventCodec create(Map<String, ?> properties) {
    Map<String, Object> theirs = new HashMap<>(properties);
    theirs.put("specific.avro.reader", true);
    theirs.put("avro.remove.java.properties", true);
    Serializer<Object> serializer = (Serializer<Object>) instance(SERIALIZER);
    Deserializer<Object> deserializer = (Deserializer<Object>) instance(DESERIALIZER);
    serializer.configure(theirs, false);
    deserializer.configure(theirs, false);
    return new ConfluentEventCodec(serializer, deserializer);
  }

  private static Object instance(String name) {
    try {
      return Class.forName(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new ConfigException(
          "%s=confluent needs %s on the class path: %s"
              .formatted(SerdeSettings.IMPLEMENTATION, name, e));
    }
  }

  @Override
  public byte[] encode(String topic, SpecificRecord event) {
    try {
      return serializer.serialize(topic, event);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  @Override
  public <T extends SpecificRecord> T decode(String topic, byte[] value, Class<T> type) {
    try {
      return type.cast(deserializer.deserialize(topic, value));
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  /// Theirs throws SerializationException for most outages too. What tells them apart is the cause;
  /// the end of the bytes is an IOException as well, but the record's own.
  private static RuntimeException translated(RuntimeException thrown) {
    for (@Nullable Throwable it = thrown; it != null; it = it.getCause()) {
      boolean outage = it instanceof IOException && !(it instanceof EOFException);
      if (outage || it instanceof RetriableException) {
        return new RegistryUnavailableException("The schema registry does not answer", thrown);
      }
    }
    return thrown instanceof SerializationException
        ? thrown
        : new SerializationException("Confluent's serde failed", thrown);
  }

  @Override
  public void close() {
    try (serializer;
        deserializer) {
      // Closed in turn, the second also when the first fails.
    }
  }
}
