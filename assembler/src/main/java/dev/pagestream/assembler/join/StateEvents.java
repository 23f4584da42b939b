package dev.pagestream.assembler.join;

import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PartFailure;
import dev.pagestream.schema.PictureDescription;
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

/// Events inside state, as Avro single objects: each names its schema by its hash, so a schema that changed is noticed
/// and never misread, and nothing asks a registry. To change the schema of an event kept here, add the older schema to
/// its decoder.
///
/// Classes come from a fixed list and not by name, which is what Avro's own lookup would refuse for classes it was not
/// told to trust. Thread-safe.
final class StateEvents<T extends SpecificRecordBase> {
  static final StateEvents<DocumentAccepted> ACCEPTED = new StateEvents<>(DocumentAccepted.getClassSchema());
  static final StateEvents<DocumentOrigin> ORIGIN = new StateEvents<>(DocumentOrigin.getClassSchema());
  static final StateEvents<PartFailure> FAILURE = new StateEvents<>(PartFailure.getClassSchema());

  final BinaryMessageEncoder<T> encoder;
  final BinaryMessageDecoder<T> decoder;

  private StateEvents(Schema schema) {
    SpecificData model = new Model();
    encoder = new BinaryMessageEncoder<>(model, schema);
    decoder = new BinaryMessageDecoder<>(model, schema);
  }

  private static final class Model extends SpecificData {
    private static final Map<String, Class<?>> CLASSES =
        List.<Class<?>>of(
                DocumentAccepted.class,
                DocumentOrigin.class,
                ConversionOptions.class,
                PictureDescription.class,
                PartFailure.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    Model() {
      super(DocumentAccepted.class.getClassLoader());
      addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    @SuppressWarnings("rawtypes") // As Avro declares it.
    public @Nullable Class getClass(Schema schema) {
      return schema.getType() == Schema.Type.RECORD
          ? CLASSES.get(schema.getFullName())
          : super.getClass(schema);
    }
  }
}
