package dev.pagestream.document.chunk;

import static dev.pagestream.document.chunk.ChunkedTexts.visible;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.TextItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What holds for every document.
class ChunkedDocumentsTest {
  private static final TokenCount ESTIMATE = new TokenEstimate();
  private static final List<String> WORDS =
      List.of(
          "word ",
          "Sentence. ",
          "and, ",
          "line\n",
          "paragraph\n\n",
          "\t",
          "12345 ",
          "東京。",
          "한국 ",
          "📈",
          "e\u0301",
          "https://example.com/a?b=c ",
          "x".repeat(200),
          "\u2028",
          "\uD83D");

  private final Random random = new Random(20261128);

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 40, 256})
  void everyTextStandsInTheChunksOnceAndInOrder(int maxTokens) {
    for (int round = 0; round < 4; round++) {
      int[] number = {0};
      DoclingDocument document =
          EveryNodeDocument.worded(original -> filler() + "⟦" + number[0]++ + "⟧" + filler());
      for (boolean merge : new boolean[] {true, false}) {
        String all = text(chunks(document, maxTokens, merge));
        int at = -1;
        for (TextItem item : bodyTexts(document)) {
          String text = visible(item.text());
          int found = all.indexOf(text);

          assertThat(found).as("round %d: %s", round, text).isGreaterThan(at);
          assertThat(all.indexOf(text, found + 1)).as("round %d: %s", round, text).isNegative();
          at = found;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 40, 256})
  void noTextOfAHostileDocumentIsLost(int maxTokens) {
    RandomDocuments documents = new RandomDocuments(maxTokens);
    for (int round = 0; round < 20; round++) {
      DoclingDocument document = documents.next().document();
      String all = text(chunks(document, maxTokens, true));

      assertThat(bodyTexts(document))
          .as("round %d", round)
          .allSatisfy(item -> assertThat(all).contains(visible(item.text())));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyHeadingStandsAboveSomethingWhenEmptySectionsAreAskedFor(boolean merge) {
    RandomDocuments documents = new RandomDocuments(3);
    for (int round = 0; round < 20; round++) {
      DoclingDocument document = documents.next().document();
      List<Chunk> chunks = new ArrayList<>();
      new HybridChunker(new ChunkOptions(true, "", true), ESTIMATE, 256, merge)
          .chunks(document)
          .forEachRemaining(chunks::add);
      String all = ChunkedTexts.joined(chunks, Chunk::contextualized);

      assertThat(document.texts())
          .filteredOn(HeadingStack::isHeading)
          .as("round %d", round)
          .allSatisfy(item -> assertThat(all).contains(visible(item.text())));
    }
  }

  private List<Chunk> chunks(DoclingDocument document, int maxTokens, boolean merge) {
    List<Chunk> chunks = new ArrayList<>();
    new HybridChunker(ChunkOptions.DEFAULTS, ESTIMATE, maxTokens, merge)
        .chunks(document)
        .forEachRemaining(chunks::add);
    Map<String, Integer> place = new HashMap<>();
    document.body().children().forEach(ref -> place.put(ref.pointer(), place.size()));
    int last = 0;
    for (int index = 0; index < chunks.size(); index++) {
      Chunk chunk = chunks.get(index);
      int tokens = ESTIMATE.tokens(chunk.contextualized());
      assertThat(tokens).isBetween(1, maxTokens);
      assertThat(chunk.numTokens()).contains(new Chunk.NumTokens(tokens, "estimate"));
      assertThat(chunk.index()).isEqualTo(index);
      int first = place.getOrDefault(chunk.items().getFirst().pointer(), last);
      assertThat(first).isGreaterThanOrEqualTo(last);
      last = first;
      byte[] json = new ChunksJson(true).line(chunk);
      assertThat(JsonMapper.shared().readTree(json).get("text").stringValue())
          .isEqualTo(chunk.contextualized());
    }
    return chunks;
  }

  private static List<TextItem> bodyTexts(DoclingDocument document) {
    return document.texts().stream()
        .filter(item -> !HeadingStack.isHeading(item))
        .filter(item -> !visible(item.text()).isEmpty())
        .filter(item -> ChunkedTexts.isInBody(document, item))
        .toList();
  }

  private static String text(List<Chunk> chunks) {
    return ChunkedTexts.joined(chunks, Chunk::text);
  }

  private String filler() {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(30);
    for (int word = 0; word < words; word++) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }
}
