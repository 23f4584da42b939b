package dev.pagestream.assembler.streams;

import dev.pagestream.schema.ChunkingOptions;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PartFailure;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// Events inside state, as Avro single objects: each names its schema by its hash, so a schema that
/// changed is noticed and never misread, and nothing asks a registry. To change the schema of an
/// event kept here, add the older schema to its decoder.
///
/// Classes come from a fixed list and not by name, which is what Avro's own lookup would refuse for
/// classes it was not told to trust. Thread-safe.
public final class StateEvents<T extends SpecificRecordBase> {
  public static final StateEvents<DocumentAccepted> ACCEPTED =
      new StateEvents<>(DocumentAccepted.getClassSchema());
  public static final StateEvents<DocumentOrigin> ORIGIN =
      new StateEvents<>(DocumentOrigin.getClassSchema());
  public static final StateEvents<PartFailure> FAILURE =
      new StateEvents<>(PartFailure.getClassSchema());
  public static final StateEvents<TaskStatus> TASK = new StateEvents<>(TaskStatus.getClassSchema());

  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private StateEvents(Schema schema) {
    SpecificData model = new Model();
    encoder = new BinaryMessageEncoder<>(model, schema);
    decoder = new BinaryMessageDecoder<>(model, schema);
  }

  public byte[] toBytes(T event) {
    return StateBytes.write(out -> write(out, event));
  }

  /// @throws IllegalStateException when the bytes are not such an event, or of a schema nobody
  ///   knows any more
  public T fromBytes(byte[] bytes) {
    return StateBytes.read(bytes, this::read);
  }

  /// Writes the event as a field, with its length.
  public void write(DataOutputStream out, T event) throws IOException {
    ByteBuffer encoded = encoder.encode(event);
    out.writeInt(encoded.remaining());
    out.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
  }

  public T read(DataInputStream in) throws IOException {
    return decoder.decode(in.readNBytes(in.readInt()));
  }

  private static final class Model extends SpecificData {
    private static final Map<String, Class<?>> CLASSES =
        List.<Class<?>>of(
                DocumentAccepted.class,
                DocumentOrigin.class,
                ConversionOptions.class,
                ChunkingOptions.class,
                PictureDescription.class,
                VisionStep.class,
                VisionPurpose.class,
                PartFailure.class,
                TaskStatus.class,
                TaskState.class,
                TaskDocument.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    Model() {
      super(DocumentAccepted.class.getClassLoader());
      addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    @SuppressWarnings("rawtypes") // As Avro declares it.
    public @Nullable Class getClass(Schema schema) {
      return switch (schema.getType()) {
        case RECORD, ENUM -> CLASSES.get(schema.getFullName());
        case FIXED, ARRAY, MAP, UNION, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
            super.getClass(schema);
      };
    }
  }
}
