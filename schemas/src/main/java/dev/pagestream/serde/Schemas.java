package dev.pagestream.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.specific.SpecificData;

/// Schemas as the registry should see them.
public final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";

  private Schemas() {}

  /// The schema of an event class as its `.avsc` has it.
  public static Schema of(Class<? extends GenericContainer> type) {
    return withoutJavaTypes(SpecificData.get().getSchema(type));
  }

  /// Without `avro.java.string`, which the code generator adds: registered with it, a schema gets
  /// another id than its `.avsc`, and another one for every language.
  static Schema withoutJavaTypes(Schema schema) {
    try {
      JsonNode node = JSON.readTree(schema.toString());
      node.findParents(JAVA_STRING).forEach(parent -> ((ObjectNode) parent).remove(JAVA_STRING));
      return new Schema.Parser().parse(node.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }
}
