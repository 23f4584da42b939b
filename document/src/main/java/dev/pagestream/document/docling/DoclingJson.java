package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// DoclingDocument as JSON: snake case, docling-core's order of fields, nothing written where
/// nothing is known.
public final class DoclingJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private static final ObjectWriter WRITER =
      JSON.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

  private DoclingJson() {}

  public static byte[] write(DoclingDocument document) {
    return JSON.writeValueAsBytes(document);
  }

  /// The same, node by node; the stream is flushed and left open.
  public static void write(DoclingDocument document, OutputStream out) {
    WRITER.writeValue(out, document);
  }

  /// A part of a document as a tree.
  public static JsonNode tree(Object part) {
    return JSON.valueToTree(part);
  }

  /// What a document has at the top level, by the names of its JSON: lists of nodes as lists.
  public static Map<String, Object> fields(DoclingDocument document) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("schema_name", document.schemaName());
    fields.put("version", document.version());
    fields.put("name", document.name());
    document.origin().ifPresent(origin -> fields.put("origin", origin));
    fields.put("furniture", document.furniture());
    fields.put("body", document.body());
    fields.put("groups", document.groups());
    fields.put("texts", document.texts());
    fields.put("pictures", document.pictures());
    fields.put("tables", document.tables());
    fields.put("key_value_items", document.keyValueItems());
    fields.put("form_items", document.formItems());
    fields.put("pages", document.pages());
    document.pagestream().ifPresent(notes -> fields.put("pagestream", notes));
    return fields;
  }

  /// Reads what [#write] wrote. Not a reader for all of docling: what the records do not name is
  /// dropped.
  ///
  /// @throws IllegalArgumentException when the bytes are not such a document
  public static DoclingDocument read(byte[] json) {
    try {
      return JSON.readValue(json, DoclingDocument.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a DoclingDocument: " + e.getOriginalMessage(), e);
    }
  }
}
