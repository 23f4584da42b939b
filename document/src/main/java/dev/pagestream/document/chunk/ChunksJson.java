package dev.pagestream.document.chunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.Ref;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Chunks as JSON, with the fields of docling-serve's chunk responses; what is not known is `null`,
/// as there.
public final class ChunksJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private static final String LINE_END = "\n";

  private final boolean rawText;

  /// @param rawText whether the text without headings is written too
  public ChunksJson(boolean rawText) {
    this.rawText = rawText;
  }

  /// An object with all `chunks`, without a line end. Each is written when it is made.
  ///
  /// @param out not closed
  public void write(Iterator<Chunk> chunks, OutputStream out) {
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("chunks");
      chunks.forEachRemaining(chunk -> json.writePOJO(item(chunk)));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /// JSON Lines: an object and a line end for each chunk.
  ///
  /// @param out not closed
  public void writeLines(Iterator<Chunk> chunks, OutputStream out) {
    boolean any = chunks.hasNext();
    try (JsonGenerator json = generator(out)) {
      chunks.forEachRemaining(chunk -> json.writePOJO(item(chunk)));
      if (any) {
        json.writeRaw(LINE_END);
      }
    }
  }

  /// One chunk, without a line end: the value of a record.
  public byte[] line(Chunk chunk) {
    return JSON.writeValueAsBytes(item(chunk));
  }

  private static JsonGenerator generator(OutputStream out) {
    return JSON.writer()
        .withRootValueSeparator(LINE_END)
        .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .createGenerator(out, JsonEncoding.UTF8);
  }

  private Item item(Chunk chunk) {
    return new Item(
        chunk.filename(),
        chunk.index(),
        chunk.contextualized(),
        Optional.of(chunk.text()).filter(_ -> rawText),
        chunk.numTokens().map(Chunk.NumTokens::count),
        unlessEmpty(chunk.headings()),
        unlessEmpty(chunk.captions()),
        chunk.items().stream().map(Ref::pointer).toList(),
        chunk.pageNumbers(),
        new Metadata(
            chunk.origin(), chunk.hasImage(), chunk.numTokens().map(Chunk.NumTokens::countedBy)));
  }

  private static Optional<List<String>> unlessEmpty(List<String> texts) {
    return Optional.of(texts).filter(list -> !list.isEmpty());
  }

  @JsonPropertyOrder({
    "filename",
    "chunk_index",
    "text",
    "raw_text",
    "num_tokens",
    "headings",
    "captions",
    "doc_items",
    "page_numbers",
    "metadata"
  })
  private record Item(
      String filename,
      int chunkIndex,
      String text,
      Optional<String> rawText,
      Optional<Integer> numTokens,
      Optional<List<String>> headings,
      Optional<List<String>> captions,
      List<String> docItems,
      List<Integer> pageNumbers,
      Metadata metadata) {}

  /// @param countedBy ours: docling-serve has one tokenizer for a request, and need not say
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  @JsonPropertyOrder({"origin", "has_image", "pagestream__tokens_by"})
  private record Metadata(
      Optional<Origin> origin,
      boolean hasImage,
      @JsonProperty("pagestream__tokens_by") Optional<String> countedBy) {}
}
