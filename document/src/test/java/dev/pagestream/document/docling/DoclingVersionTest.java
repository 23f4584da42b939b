package dev.pagestream.document.docling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pagestream.document.EveryNodeDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DoclingVersionTest {
  private final DoclingDocument document = EveryNodeDocument.document();

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.x", "v1.8.0", "1.8.0.1", "-1.8", "99999999999.0"})
  void saysWhatIsNoVersion(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DoclingVersion.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void comparesByNumber() {
    assertThat(DoclingVersion.parse("1.10.0"))
        .isGreaterThan(DoclingVersion.parse("1.9.3"))
        .isEqualTo(DoclingVersion.parse("1.10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10.0", "1.11.2", "2.0.0"})
  void aReaderThatIsNewEnoughGetsAll(String newest) {
    assertThat(document.readableBy(DoclingVersion.parse(newest))).isSameAs(document);
  }

  @Test
  void anOlderReaderGetsNoCodeOfCharts() {
    DoclingDocument older = document.readableBy(DoclingVersion.parse("1.9.0"));

    JsonNode json = DoclingJson.tree(older);
    assertThat(json.path("version").asString()).isEqualTo("1.8.0");
    assertThat(json.path("pictures").findValues("code")).isEmpty();
    assertThat(DoclingJson.tree(document).path("pictures").findValues("code")).isNotEmpty();
    assertThat(json.path("pictures").findValues("description")).isNotEmpty();
    assertThat(DoclingJson.read(DoclingJson.write(older))).isEqualTo(older);
  }

  /// It would refuse `meta`; what it knows of it stands in the annotations.
  @Test
  void aReaderOfBeforeMetaGetsAnnotationsOnly() {
    JsonNode json = DoclingJson.tree(document.readableBy(DoclingVersion.parse("1.7.0")));

    assertThat(json.path("version").asString()).isEqualTo("1.7.0");
    assertThat(json.findValues("meta")).isEmpty();
    assertThat(json.path("pictures").findValuesAsString("kind"))
        .contains("description", "classification");
    assertThat(json.path("texts")).isEqualTo(DoclingJson.tree(document).path("texts"));
  }

  @Test
  void aDocumentWithoutCodeSaysTheLowerVersion() {
    DoclingDocument older = document.readableBy(DoclingVersion.WITH_META);

    assertThat(DoclingVersion.of(older.pictures())).isEqualTo(DoclingVersion.WITH_META);
    assertThat(DoclingVersion.of(document.pictures())).isEqualTo(DoclingVersion.WITH_CODE);
  }
}
