package dev.pagestream.document.docling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pagestream.document.Golden;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.SampleReport;
import dev.pagestream.document.assembly.ImageExportMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class DoclingJsonTest {
  private static final JsonMapper PRETTY = JsonMapper.builder().build();

  @ParameterizedTest
  @EnumSource
  void isWrittenAsDoclingCoreWritesIt(ImageExportMode mode) {
    byte[] json = DoclingJson.write(SampleReport.document(mode));

    String pretty =
        PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(PRETTY.readTree(json));
    Golden.assertMatches("report-" + mode.wireName() + ".json", pretty + "\n");
  }

  @Test
  void readsBackWhateverItWrote() {
    RandomDocuments random = new RandomDocuments(20261121);
    for (int round = 0; round < 500; round++) {
      DoclingDocument document = random.next().document();

      assertThat(DoclingJson.read(DoclingJson.write(document)))
          .as("round %d", round)
          .isEqualTo(document);
    }
  }

  @Test
  void saysWhenBytesAreNotADocument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DoclingJson.read("{\"name\":".getBytes(UTF_8)))
        .withMessageContaining("not a DoclingDocument");
  }
}
