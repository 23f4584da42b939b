package dev.pagestream.document.export;

import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Renders a document as YAML: its JSON with the keys of every object sorted, as docling-core does.
/// Texts stand in double quotes, so that none reads as a number, a date, a `no` or a `~`, whatever
/// version of YAML the reader follows; the bytes are therefore not docling-core's, the tree is.
public final class YamlExporter {
  /// Lines are not split: a reader needs no more than one for an image, and a text stays findable.
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();

  private YamlExporter() {}

  /// @return with a line end at the end
  public static String export(DoclingDocument document) {
    StringWriter yaml = new StringWriter();
    write(document, yaml);
    return yaml.toString();
  }

  /// The same, node by node; the writer is left open.
  public static void write(DoclingDocument document, Writer out) {
    try (JsonGenerator yaml =
        YAML.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).createGenerator(out)) {
      yaml.writeStartObject();
      SortedMap<String, Object> fields = new TreeMap<>(DoclingJson.fields(document));
      fields.forEach((name, value) -> {
        yaml.writeName(name);
        write(value, yaml);
      });
      yaml.writeEndObject();
    }
  }

  private static void write(Object value, JsonGenerator yaml) {
    if (value instanceof List<?> nodes) {
      yaml.writeStartArray();
      nodes.forEach(node -> yaml.writeTree(sorted(DoclingJson.tree(node))));
      yaml.writeEndArray();
    } else {
      yaml.writeTree(sorted(DoclingJson.tree(value)));
    }
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        SortedMap<String, JsonNode> entries = new TreeMap<>();
        object
            .properties()
            .forEach(
                entry -> entries.put(Unicode.wellFormed(entry.getKey()), sorted(entry.getValue())));
        yield JsonNodeFactory.instance.objectNode().setAll(entries);
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(sorted(item)));
        yield copy;
      }
      // The YAML writer takes half of a surrogate pair for a pair, and the next character with it.
      case StringNode text -> StringNode.valueOf(Unicode.wellFormed(text.stringValue()));
      case JsonNode scalar -> scalar;
    };
  }
}
