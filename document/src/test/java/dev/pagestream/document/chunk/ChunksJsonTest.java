package dev.pagestream.document.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.docling.DoclingDocument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChunksJsonTest {
  private static final DoclingDocument DOCUMENT =
      new DocumentSketch().heading(1, "h").text("a", 1).title("T").text("b").build();

  private static JsonNode first(Chunker chunker, boolean rawText) {
    return JsonMapper.shared()
        .readTree(new ChunksJson(rawText).line(chunker.chunks(DOCUMENT).next()));
  }

  @Test
  void hasTheFieldsOfDoclingServe() {
    JsonNode chunk =
        first(new HybridChunker(ChunkOptions.DEFAULTS, new TokenEstimate(), 16, true), true);

    assertThat(chunk)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"filename": "sketch.pdf", "chunk_index": 0, "text": "h\\na", "raw_text": "a",
                     "num_tokens": 2, "headings": ["h"], "captions": null,
                     "doc_items": ["#/texts/1"], "page_numbers": [1],
                     "metadata": {
                       "origin": {"mimetype": "application/pdf", "binary_hash": 1,
                                  "filename": "sketch.pdf"},
                       "has_image": false, "pagestream__tokens_by": "estimate"}}
                    """));
    assertThat(List.copyOf(chunk.propertyNames()))
        .containsExactly(
            "filename",
            "chunk_index",
            "text",
            "raw_text",
            "num_tokens",
            "headings",
            "captions",
            "doc_items",
            "page_numbers",
            "metadata");
  }

  @Test
  void saysNullOfWhatIsNotAskedForOrNotKnown() {
    JsonNode chunk = first(new HierarchicalChunker(ChunkOptions.DEFAULTS), false);

    assertThat(chunk.get("raw_text").isNull()).isTrue();
    assertThat(chunk.get("num_tokens").isNull()).isTrue();
    assertThat(chunk.get("metadata").has("pagestream__tokens_by")).isFalse();
  }

  @Test
  void writesAnObjectOrALineForEach() {
    ChunksJson json = new ChunksJson(false);
    Chunker chunker = new HierarchicalChunker(ChunkOptions.DEFAULTS);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();

    json.write(chunker.chunks(DOCUMENT), whole);
    json.writeLines(chunker.chunks(DOCUMENT), lines);

    String text = lines.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("}\n");
    assertThat(text.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"filename\""));
    assertThat(whole.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"chunks\":[" + String.join(",", text.lines().toList()) + "]}");
  }

  @Test
  void hostileTextStaysInItsLine() {
    String hostile =
        "a\"b\\c}\n{\r\n\u2028\u2029\u0085\u0000\u001b\ud83d \udcc8\ud83d\udcc8</script>";
    DoclingDocument document =
        new DocumentSketch()
            .heading(1, hostile)
            .text(hostile)
            .picture(hostile, Optional.empty())
            .text("end")
            .build();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();

    new ChunksJson(true)
        .writeLines(new HierarchicalChunker(ChunkOptions.DEFAULTS).chunks(document), lines);

    List<String> written = lines.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(written).hasSize(3);
    assertThat(JsonMapper.shared().readTree(written.getFirst()).get("raw_text").stringValue())
        .startsWith("a\"b\\c}")
        .endsWith("</script>")
        .contains("\uFFFD", "📈");
    assertThat(JsonMapper.shared().readTree(written.getLast()).get("raw_text").stringValue())
        .isEqualTo("end");
  }

  @Test
  void anEmptyDocumentHasNoChunks() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();

    new ChunksJson(true).write(Collections.emptyIterator(), whole);
    new ChunksJson(true).writeLines(Collections.emptyIterator(), lines);

    assertThat(whole.toString(StandardCharsets.UTF_8)).isEqualTo("{\"chunks\":[]}");
    assertThat(lines.size()).isZero();
  }
}
