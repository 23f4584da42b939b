package dev.pagestream.samples.indexer;

import dev.pagestream.serde.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/// Records as a sink gets them from Confluent's Avro converter, as far as our events need it:
/// records are structs, enums strings, a union with null is optional, `timestamp-millis` is
/// Connect's Timestamp. The converter itself is not on Maven Central.
final class ConnectRecords {
  private ConnectRecords() {}

  static SinkRecord of(String topic, String key, SpecificRecordBase event) {
    org.apache.avro.Schema avro = Schemas.of(event.getClass());
    Schema schema = schema(avro);
    return new SinkRecord(
        topic, 0, Schema.STRING_SCHEMA, key, schema, value(avro, schema, event), 7);
  }

  /// The converter makes neither schema nor value of a tombstone.
  static SinkRecord tombstone(String topic, String key) {
    return new SinkRecord(topic, 0, Schema.STRING_SCHEMA, key, null, null, 8);
  }

  private static Schema schema(org.apache.avro.Schema avro) {
    return builder(avro).build();
  }

  private static SchemaBuilder builder(org.apache.avro.Schema avro) {
    return switch (avro.getType()) {
      case RECORD -> {
        SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName());
        avro.getFields().forEach(field -> struct.field(field.name(), schema(field.schema())));
        yield struct;
      }
      case ARRAY -> SchemaBuilder.array(schema(avro.getElementType()));
      case UNION -> builder(notNull(avro)).optional();
      case STRING, ENUM -> SchemaBuilder.string();
      case INT -> SchemaBuilder.int32();
      case LONG -> avro.getLogicalType() == null ? SchemaBuilder.int64() : Timestamp.builder();
      case BOOLEAN -> SchemaBuilder.bool();
      case BYTES, FIXED, FLOAT, DOUBLE, MAP, NULL ->
          throw new IllegalArgumentException("finished documents have no " + avro.getType());
    };
  }

  private static org.apache.avro.Schema notNull(org.apache.avro.Schema union) {
    return union.getTypes().stream().filter(type -> !type.isNullable()).findFirst().orElseThrow();
  }

  private static @Nullable Object value(
      org.apache.avro.Schema avro, Schema schema, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case IndexedRecord record -> {
        Struct struct = new Struct(schema);
        org.apache.avro.Schema type = avro.isUnion() ? notNull(avro) : avro;
        for (org.apache.avro.Schema.Field field : type.getFields()) {
          Schema fieldSchema = schema.field(field.name()).schema();
          struct.put(field.name(), value(field.schema(), fieldSchema, record.get(field.pos())));
        }
        yield struct;
      }
      case List<?> list -> {
        List<@Nullable Object> values = new ArrayList<>();
        list.forEach(item -> values.add(value(avro.getElementType(), schema.valueSchema(), item)));
        yield values;
      }
      case Instant instant -> Date.from(instant);
      case Enum<?> symbol -> symbol.name();
      default -> value;
    };
  }
}
