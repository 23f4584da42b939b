package dev.pagestream.serde;

import dev.pagestream.schema.DocumentControl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// Confluent's wire format: a zero byte, the schema id in 4 bytes (big-endian), Avro binary.
/// Thread-safe.
///
/// What is costly to build, readers and writers, is built once per schema and class and shared.
/// Encoders and decoders are cheap and belong to one call.
final class WireFormat {
  private static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;
  private static final int TYPICAL_BYTES = 512;

  static {
    // Avro makes objects of no class it was not told to trust, not even of those it generated.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(DocumentControl.class.getPackageName())));
  }

  private final SchemaIds ids;
  private final Map<Class<?>, DatumWriter<IndexedRecord>> writers = new ConcurrentHashMap<>();
  private final Map<ReaderKey, DatumReader<Object>> readers = new ConcurrentHashMap<>();

  WireFormat(SchemaIds ids) {
    this.ids = ids;
  }

  private record ReaderKey(int id, Class<?> type) {}

  /// @param subject names the schema in the registry
  byte[] encode(String subject, IndexedRecord event) {
    SchemaIds.Writer registered = ids.writer(subject, event.getSchema());
    try {
      byte[] encoded = write(registered.id(), event, writerOf(event));
      return registered.other().isEmpty()
          ? encoded
          : rewrite(encoded, registered.id(), event.getSchema(), registered.other().get());
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("Cannot encode a record for " + subject, e);
    }
  }

  private static byte[] write(int id, IndexedRecord event, DatumWriter<IndexedRecord> writer)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    bytes.writeBytes(ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    writer.write(event, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /// The same record under another schema, by Avro's resolution.
  private static byte[] rewrite(byte[] encoded, int id, Schema own, Schema other)
      throws IOException {
    GenericDatumReader<IndexedRecord> reader = new GenericDatumReader<>(own, other);
    IndexedRecord resolved =
        reader.read(
            null,
            DecoderFactory.get()
                .binaryDecoder(encoded, HEADER_BYTES, encoded.length - HEADER_BYTES, null));
    return write(id, resolved, new GenericDatumWriter<>(other));
  }

  private DatumWriter<IndexedRecord> writerOf(IndexedRecord event) {
    return event instanceof SpecificRecord
        ? writers.computeIfAbsent(
            event.getClass(),
            type -> new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(type)))
        : new GenericDatumWriter<>(event.getSchema(), GenericData.get());
  }

  /// Resolves to the generated class. Every byte must be used.
  <T> T decode(String topic, byte[] value, Class<T> type) {
    int id = schemaId(topic, value);
    Schema written = ids.schema(id);
    return type.cast(read(topic, value, new ReaderKey(id, type), written));
  }

  /// Reads as it was written, into the class of that name when it is wanted and there is one.
  IndexedRecord decode(String topic, byte[] value, boolean specific) {
    int id = schemaId(topic, value);
    Schema written = ids.schema(id);
    Optional<Class<?>> type = specific ? generatedClass(written) : Optional.empty();
    return (IndexedRecord)
        read(topic, value, new ReaderKey(id, type.orElse(IndexedRecord.class)), written);
  }

  private static Optional<Class<?>> generatedClass(Schema schema) {
    @Nullable Class<?> type = SpecificData.get().getClass(schema);
    return Optional.ofNullable(type);
  }

  private static int schemaId(String topic, byte[] value) {
    if (value.length < HEADER_BYTES || value[0] != MAGIC) {
      throw new SerializationException(
          "A record of %s with %d bytes is not in Confluent's wire format (0, schema id, Avro)"
              .formatted(topic, value.length));
    }
    return ByteBuffer.wrap(value).getInt(1);
  }

  private Object read(String topic, byte[] value, ReaderKey key, Schema written) {
    @Nullable DatumReader<Object> shared = readers.get(key);
    try {
      DatumReader<Object> reader = shared == null ? reader(written, key.type()) : shared;
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
      Object event = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("bytes are left over");
      }
      // Only now: a reader builds itself while it reads first, and must be seen whole by other
      // threads.
      readers.putIfAbsent(key, reader);
      return event;
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "A record of %s with %d bytes is not a %s under schema id %d: %s"
              .formatted(topic, value.length, key.type().getSimpleName(), key.id(), e),
          e);
    }
  }

  private static DatumReader<Object> reader(Schema written, Class<?> type) {
    if (!SpecificRecord.class.isAssignableFrom(type)) {
      return new GenericDatumReader<>(written);
    }
    SpecificData model = SpecificData.getForClass(type);
    return new SpecificDatumReader<>(written, model.getSchema(type), model);
  }
}
