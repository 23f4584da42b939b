package dev.pagestream.vlm.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Purpose;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonShapeTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["kind","alt"],"additionalProperties":false,"properties":{
        "kind":{"enum":["photo","chart"]},
        "alt":{"type":"string","maxLength":20},
        "decorative":{"type":"boolean"},
        "count":{"type":"integer","minimum":0,"maximum":9},
        "note":{"type":["string","null"]},
        "value":{"anyOf":[{"type":"number"},{"const":"none"}]},
        "words":{"type":"array","maxItems":2,"items":{"type":"string","minLength":1}}}}\
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"chart\",\"alt\":\"A bar chart\"}",
        "```json\n{\"kind\":\"photo\",\"alt\":\"A cat\"}\n```",
        "Here is the answer:\n```\n{\"kind\":\"photo\",\"alt\":\"A cat\"}\n```\nI hope it helps.",
        "{\"kind\":\"photo\",\"alt\":\"A cat\",\"count\":3.0,\"note\":null,\"value\":\"none\"}",
        "{\"kind\":\"photo\",\"alt\":\"\",\"words\":[\"a\",\"b\"],\"decorative\":true,\"value\":-1.5}"
      })
  void takesWhatFits(String text) {
    assertThat(find(text, SCHEMA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A bar chart. | not JSON",
        "{\"kind\":\"chart\" | not JSON",
        "{} {} | not JSON",
        "[] | $ must be of type object",
        "{\"kind\":\"chart\"} | $.alt is missing",
        "{\"kind\":\"x\",\"alt\":\"A\"} | $.kind must be one of",
        "{\"kind\":\"photo\",\"alt\":7} | $.alt must be of type string",
        "{\"kind\":\"photo\",\"alt\":\"A very long alternative text\"} | at most 20 characters",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"count\":10} | $.count must be at most 9",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"count\":1.5} | $.count must be of type integer",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"note\":1} | $.note must be one of",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"value\":true} | $.value must be",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"words\":[\"\"]} | $.words[0] must have at least 1",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"words\":[\"a\",\"b\",\"c\"]} | at most 2 items",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"more\":1} | not allowed"
      })
  void namesThePlaceAndTheRuleOfWhatDoesNot(String text, String sentence) {
    assertThat(find(text, SCHEMA)).isPresent();
    assertThat(find(text, SCHEMA).orElseThrow().sentence()).contains(sentence).endsWith(".");
  }

  @Test
  void findsTheSchemaInAResponseFormat() {
    String format =
        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"alt\",\"schema\":" + SCHEMA + "}}";

    assertThat(find("{}", format)).isPresent();
    assertThat(find("{\"kind\":\"photo\",\"alt\":\"A\"}", format)).isEmpty();
  }

  @Test
  void takesAnyJsonWithoutASchemaOrWithABrokenOne() {
    assertThat(find("[1, 2]", "not a schema")).isEmpty();
    assertThat(
            QualityGates.check(
                List.of("json"),
                "[1, 2]",
                new QuestionFacts(Purpose.EXTRACT, "", "", "json", Optional.empty())))
        .isEmpty();
  }

  private static Optional<Finding> find(String text, String schema) {
    return QualityGates.check(
        List.of("json"),
        text,
        new QuestionFacts(Purpose.ALT_TEXT, "", "", "json", Optional.of(schema)));
  }
}
