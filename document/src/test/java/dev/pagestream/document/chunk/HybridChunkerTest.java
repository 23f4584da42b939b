package dev.pagestream.document.chunk;

import static dev.pagestream.document.chunk.DocumentSketch.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.Ref;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HybridChunkerTest {
  /// A token for every word, so that they can be counted.
  private static final TokenCount WORDS =
      new TokenCount() {
        @Override
        public int tokens(String text) {
          return text.isBlank() ? 0 : text.strip().split("\\s+").length;
        }

        @Override
        public String name() {
          return "words";
        }
      };

  private static List<Chunk> chunks(
      ChunkOptions options, int maxTokens, boolean mergePeers, DocumentSketch sketch) {
    List<Chunk> chunks = new ArrayList<>();
    new HybridChunker(options, WORDS, maxTokens, mergePeers)
        .chunks(sketch.build())
        .forEachRemaining(chunks::add);
    return chunks;
  }

  private static List<Chunk> chunks(int maxTokens, boolean mergePeers, DocumentSketch sketch) {
    return chunks(ChunkOptions.DEFAULTS, maxTokens, mergePeers, sketch);
  }

  private static String words(int count) {
    return String.join(" ", IntStream.range(0, count).mapToObj(at -> "w" + at).toList());
  }

  @Test
  void neighboursUnderTheSameHeadingsAreJoinedWhileTheyFit() {
    List<Chunk> chunks =
        chunks(
            16,
            true,
            new DocumentSketch()
                .heading(1, "h")
                .text(words(10), 1)
                .picture("", Optional.of(described("p q")))
                .text("not more", 4)
                .heading(1, "i")
                .text("other"));

    assertThat(chunks)
        .extracting(Chunk::contextualized)
        .containsExactly("h\n" + words(10) + "\np q\n\nBar chart", "h\nnot more", "i\nother");
    assertThat(chunks.getFirst().items()).containsExactly(Ref.text(1), Ref.picture(0));
    assertThat(chunks.getFirst().pageNumbers()).containsExactly(1, 2);
    assertThat(chunks.getFirst().numTokens()).contains(new Chunk.NumTokens(15, "words"));
  }

  @Test
  void aChunkMayBeFull() {
    DocumentSketch sketch = new DocumentSketch().heading(1, "h").text(words(10)).text(words(5));

    assertThat(chunks(16, true, sketch)).hasSize(1);
    assertThat(chunks(16, true, sketch.text("x"))).hasSize(2);
  }

  @Test
  void neighboursStayApartWhenNotMerged() {
    assertThat(chunks(16, false, new DocumentSketch().text("a").text("b").list("c", "d")))
        .extracting(Chunk::text)
        .containsExactly("a", "b", "- c\n- d");
  }

  @Test
  void aListIsCutBetweenItems() {
    List<Chunk> chunks = chunks(16, false, new DocumentSketch().list(words(7), words(7), words(7)));

    assertThat(chunks)
        .extracting(Chunk::items)
        .containsExactly(List.of(Ref.text(0), Ref.text(1)), List.of(Ref.text(2)));
  }

  @Test
  void aPartOfASplitTextMayTakeTheNextText() {
    assertThat(chunks(16, true, new DocumentSketch().text(words(20)).text("next")))
        .extracting(Chunk::text)
        .containsExactly(words(16), "w16 w17 w18 w19\nnext");
  }

  @Test
  void everyPieceOfASplitTextKeepsItsHeadingsItemAndPages() {
    List<Chunk> chunks =
        chunks(16, true, new DocumentSketch().title("T").heading(1, "h").text(words(30), 4, 5));

    assertThat(chunks)
        .hasSize(3)
        .allSatisfy(chunk -> {
          assertThat(chunk.headings()).containsExactly("T", "h");
          assertThat(chunk.items()).containsExactly(Ref.text(2));
          assertThat(chunk.pageNumbers()).containsExactly(4, 5);
          assertThat(chunk.numTokens().orElseThrow().count()).isLessThanOrEqualTo(16);
        });
  }

  @Test
  void theCaptionIsInTheFirstPieceAndNamedByAll() {
    List<Chunk> chunks =
        chunks(
            16, true, new DocumentSketch().picture("Figure 1", Optional.of(described(words(30)))));

    assertThat(chunks).hasSize(3);
    assertThat(chunks).allSatisfy(c -> assertThat(c.captions()).containsExactly("Figure 1"));
    assertThat(chunks).filteredOn(c -> c.text().contains("Figure 1")).hasSize(1);
  }

  @Test
  void aTableIsCutBetweenItsSentences() {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("name", "value")));
    IntStream.range(0, 6).forEach(row -> rows.add(List.of("r" + row, "v" + row)));

    assertThat(chunks(16, true, new DocumentSketch().table("", CellTable.of(rows))))
        .extracting(Chunk::text)
        .containsExactly(
            "r0, value = v0. r1, value = v1. r2, value = v2. r3, value = v3.",
            "r4, value = v4. r5, value = v5");
  }

  @Test
  void rowsOfAMarkdownTableKeepTheirHeader() {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("a", "b")));
    IntStream.range(0, 5).forEach(row -> rows.add(List.of("r" + row, "x" + row)));

    assertThat(
            chunks(
                new ChunkOptions(true, "", false),
                18,
                true,
                new DocumentSketch().table("Table 1", CellTable.of(rows))))
        .extracting(Chunk::text)
        .containsExactly(
            "Table 1\n\n| a   | b   |\n|-----|-----|\n| r0  | x0  |\n| r1  | x1  |",
            "| a   | b   |\n|-----|-----|\n| r2  | x2  |\n| r3  | x3  |",
            "| a   | b   |\n|-----|-----|\n| r4  | x4  |");
  }

  @Test
  void headingsThatLeaveNoRoomAreLeftOutTheHighestFirst() {
    List<Chunk> chunks =
        chunks(
            16, true, new DocumentSketch().title(words(8)).heading(1, "a b c d e").text(words(20)));

    assertThat(chunks)
        .extracting(Chunk::headings)
        .containsExactly(List.of("a b c d e"), List.of("a b c d e"));
  }

  @Test
  void aSectionWithoutTextsThatDoesNotFitIsATextItself() {
    List<Chunk> chunks =
        chunks(
            new ChunkOptions(false, "", true),
            16,
            true,
            new DocumentSketch().title(words(12)).heading(1, words(6)));

    assertThat(chunks).extracting(Chunk::text).containsExactly(words(12), words(6));
    assertThat(chunks)
        .extracting(Chunk::items)
        .containsExactly(List.of(Ref.text(0)), List.of(Ref.text(1)));
  }

  @Test
  void oneWordOfAMillionCharactersIsCut() {
    List<Chunk> chunks = chunks(16, true, new DocumentSketch().text("x".repeat(1_000_000)));

    assertThat(chunks)
        .hasSize(Math.ceilDiv(1_000_000, 16 * HybridChunker.MAX_CHARS_PER_TOKEN))
        .allSatisfy(chunk ->
            assertThat(chunk.text().length())
                .isLessThanOrEqualTo(16 * HybridChunker.MAX_CHARS_PER_TOKEN));
  }

  @Test
  void chunksAreMadeWhenTheyAreAskedFor() {
    int[] counted = {0};
    TokenCount counting =
        new TokenCount() {
          @Override
          public int tokens(String text) {
            counted[0] += text.length();
            return WORDS.tokens(text);
          }

          @Override
          public String name() {
            return "counting";
          }
        };
    DocumentSketch sketch = new DocumentSketch();
    IntStream.range(0, 1_000).forEach(_ -> sketch.text(words(16)));

    Iterator<Chunk> chunks =
        new HybridChunker(ChunkOptions.DEFAULTS, counting, 16, true).chunks(sketch.build());
    chunks.next();

    assertThat(counted[0]).isLessThan(10 * words(16).length());
  }

  @Test
  void tooFewTokensAreRefused() {
    assertThatThrownBy(() ->
            new HybridChunker(ChunkOptions.DEFAULTS, WORDS, HybridChunker.MIN_MAX_TOKENS - 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15");
  }
}
