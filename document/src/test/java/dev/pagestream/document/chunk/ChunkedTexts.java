package dev.pagestream.document.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.export.Inline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What readers see of a document and of its chunks.
public final class ChunkedTexts {
  private ChunkedTexts() {}

  /// Asserts that every text and heading of the body stands in a chunk, whoever cuts, and that
  /// chunks are what they were after they were written.
  public static void assertNothingIsLost(DoclingDocument document, String description) {
    ChunkOptions options = new ChunkOptions(true, "", true);
    for (Chunker chunker :
        List.of(
            new HierarchicalChunker(options),
            new HybridChunker(options, new TokenEstimate(), 16, true),
            new HybridChunker(options, new TokenEstimate(), 256, false))) {
      List<Chunk> chunks = new ArrayList<>();
      chunker.chunks(document).forEachRemaining(chunks::add);
      String all =
          visible(chunks.stream().map(Chunk::contextualized).collect(Collectors.joining()));

      assertThat(all)
          .as(description)
          .contains(
              document.texts().stream()
                  .filter(item -> isInBody(document, item))
                  .map(item -> visible(item.text()))
                  .toList());
      assertThat(written(chunks))
          .as(description)
          .isEqualTo(chunks.stream().map(Chunk::contextualized).toList());
    }
  }

  /// The texts of the lines that are written.
  private static List<String> written(List<Chunk> chunks) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    new ChunksJson(true).writeLines(chunks.iterator(), lines);
    return lines
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .map((JsonNode line) -> line.get("text").stringValue())
        .toList();
  }

  /// Captions of pictures that are furniture are not.
  static boolean isInBody(DoclingDocument document, TextItem item) {
    return item.contentLayer() == ContentLayer.BODY
        && item.parent()
            .map(parent -> document.resolve(parent).contentLayer() == ContentLayer.BODY)
            .orElse(true);
  }

  static String visible(String text) {
    return Inline.oneLine(text) // Without what no export prints.
        .codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x85)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
