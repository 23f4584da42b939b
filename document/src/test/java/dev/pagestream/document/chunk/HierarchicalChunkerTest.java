package dev.pagestream.document.chunk;

import static dev.pagestream.document.chunk.DocumentSketch.described;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.TextLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HierarchicalChunkerTest {
  private static final ChunkOptions EMPTY_SECTIONS = new ChunkOptions(false, "", true);

  private static List<Chunk> chunks(ChunkOptions options, DocumentSketch sketch) {
    DoclingDocument document = sketch.build();
    List<Chunk> chunks = new ArrayList<>();
    new HierarchicalChunker(options).chunks(document).forEachRemaining(chunks::add);
    return chunks;
  }

  private static List<Chunk> chunks(DocumentSketch sketch) {
    return chunks(ChunkOptions.DEFAULTS, sketch);
  }

  @Test
  void headingsStackByLevelUnderTheTitle() {
    List<Chunk> chunks =
        chunks(
            new DocumentSketch()
                .text("before")
                .title("T")
                .heading(1, "1")
                .heading(2, "1.1")
                .text("a")
                .heading(1, "2")
                .text("b")
                .title("U")
                .text("c"));

    assertThat(chunks)
        .extracting(Chunk::headings)
        .containsExactly(List.of(), List.of("T", "1", "1.1"), List.of("T", "2"), List.of("U"));
    assertThat(chunks)
        .extracting(Chunk::contextualized)
        .containsExactly("before", "T\n1\n1.1\na", "T\n2\nb", "U\nc");
    assertThat(chunks).extracting(Chunk::text).containsExactly("before", "a", "b", "c");
    assertThat(chunks).extracting(Chunk::index).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aListIsOneChunkOfAllItsItems() {
    Chunk chunk = chunks(new DocumentSketch().list("one", "two\nlines")).getFirst();

    assertThat(chunk.text()).isEqualTo("- one\n- two lines");
    assertThat(chunk.items()).containsExactly(Ref.text(0), Ref.text(1));
  }

  @Test
  void aPictureSaysItsCaptionDescriptionAndClass() {
    Chunk chunk =
        chunks(new DocumentSketch().picture("Figure 1", Optional.of(described("Bars & <lines>."))))
            .getFirst();

    assertThat(chunk.text()).isEqualTo("Figure 1\n\nBars & <lines>.\n\nBar chart");
    assertThat(chunk.captions()).containsExactly("Figure 1");
    assertThat(chunk.items()).containsExactly(Ref.text(0), Ref.picture(0));
    assertThat(chunk.pageNumbers()).containsExactly(1, 2);
    assertThat(chunk.hasImage()).isTrue();
    assertThat(chunk.numTokens()).isEmpty();
  }

  @Test
  void aPictureOfWhichNothingIsKnownHasAChunkOnlyWithAPlaceholder() {
    DocumentSketch sketch = new DocumentSketch().picture("", Optional.empty());

    assertThat(chunks(sketch)).isEmpty();
    assertThat(chunks(new ChunkOptions(false, "![IMAGE]", false), sketch))
        .extracting(Chunk::text)
        .containsExactly("![IMAGE]");
  }

  @Test
  void aTableIsSentencesOrMarkdownBelowItsCaption() {
    DocumentSketch sketch =
        new DocumentSketch()
            .table("Table 1", CellTable.of(List.of(List.of("a", "b"), List.of("x", "1"))));

    assertThat(chunks(sketch)).extracting(Chunk::text).containsExactly("Table 1\n\nx, b = 1");
    assertThat(chunks(new ChunkOptions(true, "", false), sketch))
        .extracting(Chunk::text)
        .containsExactly("Table 1\n\n| a   |   b |\n|-----|-----|\n| x   |   1 |");
  }

  @Test
  void codeIsFenced() {
    assertThat(chunks(new DocumentSketch().labelled(TextLabel.CODE, "a\r\nb")))
        .extracting(Chunk::text)
        .containsExactly("```\na\nb\n```");
  }

  @Test
  void whatIsNotBodyIsLeftOut() {
    assertThat(
            chunks(
                new DocumentSketch()
                    .labelled(TextLabel.PAGE_HEADER, "header")
                    .labelled(TextLabel.PAGE_FOOTER, "footer")
                    .picture(ContentLayer.FURNITURE, "logo", Optional.of(described("A logo.")))
                    .picture(ContentLayer.BACKGROUND, "", Optional.of(described("Clouds.")))))
        .isEmpty();
  }

  @Test
  void aTextHasThePagesOfAllItsPlaces() {
    assertThat(chunks(new DocumentSketch().text("long", 3, 2, 3)))
        .extracting(Chunk::pageNumbers)
        .containsExactly(List.of(2, 3));
  }

  @Test
  void blankTextsAreLeftOutAndDoNotName() {
    List<Chunk> chunks =
        chunks(new DocumentSketch().heading(1, "1").heading(1, " ").text(" \n").text("a"));

    assertThat(chunks).extracting(Chunk::contextualized).containsExactly("a");
  }

  @Test
  void aSectionWithoutTextsIsLeftOutUnlessAskedFor() {
    DocumentSketch sketch =
        new DocumentSketch()
            .title("T")
            .heading(1, "1")
            .heading(1, "2")
            .text("a")
            .heading(1, "3")
            .heading(2, "3.1");

    assertThat(chunks(sketch)).extracting(Chunk::contextualized).containsExactly("T\n2\na");
    List<Chunk> all = chunks(EMPTY_SECTIONS, sketch);
    assertThat(all)
        .extracting(Chunk::contextualized)
        .containsExactly("T\n1", "T\n2\na", "T\n3\n3.1");
    assertThat(all).extracting(Chunk::text).containsExactly("", "a", "");
    assertThat(all.getFirst().items()).containsExactly(Ref.text(0), Ref.text(1));
  }

  @Test
  void aBlankHeadingDoesNotHideTheSectionAboveIt() {
    assertThat(chunks(EMPTY_SECTIONS, new DocumentSketch().title("T").heading(1, " ")))
        .extracting(Chunk::contextualized)
        .containsExactly("T");
  }

  @Test
  void aHeadingAsLongAsATextIsOne() {
    String atMost = "h".repeat(HeadingStack.MAX_HEADING_CHARS);
    List<Chunk> chunks =
        chunks(
            new DocumentSketch().heading(1, atMost).text("a").heading(1, atMost + "h").text("b"));

    assertThat(chunks)
        .extracting(Chunk::contextualized)
        .containsExactly(atMost + "\na", atMost + "h", "b");
  }

  @Test
  void brokenCharactersAreReplaced() {
    assertThat(chunks(new DocumentSketch().heading(1, "h\uD83D").text("t\uDCC8")))
        .extracting(Chunk::contextualized)
        .containsExactly("h\uFFFD\nt\uFFFD");
  }
}
