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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What readers see of a document and of its chunks.
public final class ChunkedTexts {
  private ChunkedTexts() {}

  /// Asserts that every text of the body stands in a chunk, whoever cuts, and every heading unless
  /// it may be left out for want of room; and that chunks are what they were after they were
  /// written.
  public static void assertNothingIsLost(DoclingDocument document, String description) {
    ChunkOptions options = new ChunkOptions(true, "", true);
    TokenCount estimate = new TokenEstimate();
    List<Chunk> small =
        chunks(new HybridChunker(options, estimate, HybridChunker.MIN_MAX_TOKENS, true), document);
    List<Chunk> large = chunks(new HybridChunker(options, estimate, 256, false), document);
    List<Chunk> whole = chunks(new HierarchicalChunker(options), document);

    List<String> texts = visibleTexts(document, item -> !HeadingStack.isHeading(item));
    List<String> headings = visibleTexts(document, HeadingStack::isHeading);
    for (List<Chunk> chunks : List.of(small, large, whole)) {
      assertThat(joined(chunks, Chunk::text)).as(description).contains(texts);
      assertThat(written(chunks))
          .as(description)
          .isEqualTo(chunks.stream().map(Chunk::contextualized).toList());
    }
    assertThat(joined(whole, Chunk::contextualized)).as(description).contains(headings);
  }

  private static List<Chunk> chunks(Chunker chunker, DoclingDocument document) {
    List<Chunk> chunks = new ArrayList<>();
    chunker.chunks(document).forEachRemaining(chunks::add);
    return chunks;
  }

  private static List<String> visibleTexts(DoclingDocument document, Predicate<TextItem> which) {
    return Stream.concat(
            Stream.of(""),
            document.texts().stream()
                .filter(which)
                .filter(item -> isInBody(document, item))
                .map(item -> visible(item.text())))
        .toList();
  }

  static String joined(List<Chunk> chunks, Function<Chunk, String> text) {
    return visible(chunks.stream().map(text).collect(Collectors.joining()));
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
