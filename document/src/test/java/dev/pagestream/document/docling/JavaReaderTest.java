package dev.pagestream.document.docling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.SampleReport;
import dev.pagestream.document.assembly.ImageExportMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// docling's own Java library is the witness: it reads what we write.
class JavaReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void findsTextsPicturesAndDescriptionsInTheReport() {
    ai.docling.core.DoclingDocument read = read(SampleReport.document(ImageExportMode.EMBEDDED));

    assertThat(read.getVersion()).isEqualTo("1.8.0");
    assertThat(read.getName()).isEqualTo("report.v2");
    assertThat(read.getTexts()).hasSize(13);
    assertThat(read.getPictures()).hasSize(4);
    assertThat(read.getPictures().getFirst())
        .extracting("meta.description.text")
        .asString()
        .startsWith("# A bar chart");
    assertThat(read.getPictures().getFirst().getCaptions().getFirst().getRef())
        .isEqualTo("#/texts/4");
    assertThat(read.getPages()).containsOnlyKeys("1", "2", "4");
  }

  @Test
  void readsWhateverWeWrite() {
    RandomDocuments random = new RandomDocuments(42);
    for (int round = 0; round < 300; round++) {
      DoclingDocument document = random.next().document();

      ai.docling.core.DoclingDocument read = read(document);

      assertThat(read.getTexts()).as("round %d", round).hasSameSizeAs(document.texts());
      assertThat(read.getPictures()).hasSameSizeAs(document.pictures());
      assertThat(read.getTables()).hasSameSizeAs(document.tables());
      assertThat(read.getGroups()).hasSameSizeAs(document.groups());
    }
  }

  /// Also in the versions for older readers.
  @ParameterizedTest
  @ValueSource(strings = {"1.7.0", "1.8.0", "1.10.0"})
  void readsEveryKindOfNode(String newest) {
    DoclingDocument document =
        EveryNodeDocument.document().readableBy(DoclingVersion.parse(newest));

    ai.docling.core.DoclingDocument read = read(document);

    assertThat(read.getVersion()).isEqualTo(newest);
    assertThat(read.getTexts())
        .extracting(ai.docling.core.DoclingDocument.BaseTextItem::getText)
        .containsExactlyElementsOf(document.texts().stream().map(TextItem::text).toList());
    assertThat(read.getPictures()).hasSameSizeAs(document.pictures());
    assertThat(read.getTables()).hasSameSizeAs(document.tables());
    assertThat(read.getGroups()).hasSameSizeAs(document.groups());
  }

  private static ai.docling.core.DoclingDocument read(DoclingDocument document) {
    return JSON.readValue(DoclingJson.write(document), ai.docling.core.DoclingDocument.class);
  }
}
