package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.RandomDocuments;
import dev.pagestream.document.Unicode;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class YamlExporterTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "on",
        "null",
        "~",
        "1e3",
        "0x10",
        "012",
        "1_000",
        "12:30:45",
        "2024-01-31",
        ".inf",
        "=",
        "<<",
        "",
        " ",
        "- a",
        "a: b",
        "# a",
        "a #b",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "\"a\"",
        "'a'",
        "{a}",
        "[a]",
        "|",
        ">",
        "---",
        "...",
        "?",
        "a\nb\n\n",
        "\n a",
        "a\r\nb",
        "\ta",
        "trailing ",
        "\u0000",
        "\u001B",
        "\u007F",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uFFFE",
        "📈",
        "\u202E",
        "é"
      })
  void everyTextStaysTheTextItIs(String text) {
    DoclingDocument document =
        EveryNodeDocument.worded(original -> original.equals("The end.") ? text : original);

    assertThat(YAML.readTree(YamlExporter.export(document))).isEqualTo(json(document));
    assertThat(document.texts().getLast().text()).isEqualTo(text);
  }

  @Test
  void hostileTextsAreReadBack() {
    HostileTexts hostile = new HostileTexts(20261128);
    for (int round = 0; round < 50; round++) {
      DoclingDocument document = EveryNodeDocument.worded(_ -> hostile.next());

      assertThat(YAML.readTree(YamlExporter.export(document)))
          .as("round %d", round)
          .isEqualTo(json(document));
    }
  }

  @Test
  void everyDocumentIsReadBack() {
    RandomDocuments random = new RandomDocuments(11);
    for (int round = 0; round < 100; round++) {
      DoclingDocument document = random.next().document();

      assertThat(YAML.readTree(YamlExporter.export(document)))
          .as("round %d", round)
          .isEqualTo(json(document));
    }
  }

  @Test
  void sortsKeysAndKeepsThoseOfPagesTexts() {
    String yaml = YamlExporter.export(EveryNodeDocument.document());

    assertThat(List.copyOf(YAML.readTree(yaml).propertyNames())).isSorted();
    assertThat(yaml).contains("\npages:\n  \"1\":\n    page_no: 1\n");
  }

  /// Halves of surrogate pairs are replaced: UTF-8 has no form for them.
  private static JsonNode json(DoclingDocument document) {
    return JSON.readTree(Unicode.wellFormed(JSON.readTree(DoclingJson.write(document)).toString()));
  }
}
