package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
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

  private DoclingJson() {}

  public static byte[] write(DoclingDocument document) {
    return JSON.writeValueAsBytes(document);
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
