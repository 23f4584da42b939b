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
        "[] | $: array found, object expected",
        "{\"kind\":\"chart\"} | $: required property 'alt' not found",
        "{\"kind\":\"x\",\"alt\":\"A\"} | $.kind: does not have a value in the enumeration",
        "{\"kind\":\"photo\",\"alt\":7} | $.alt: integer found, string expected",
        "{\"kind\":\"photo\",\"alt\":\"A very long alternative text\"} | $.alt: must be at most 20 characters",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"count\":10} | $.count: must have a maximum value of 9",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"count\":1.5} | $.count: number found, integer expected",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"note\":1} | $.note: integer found",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"value\":true} | $.value: ",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"words\":[\"\"]} | $.words[0]: must be at least 1",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"words\":[\"a\",\"b\",\"c\"]} | at most 2 items",
        "{\"kind\":\"photo\",\"alt\":\"A\",\"more\":1} | 'more' is not defined in the schema"
      })
  void namesThePlaceAndTheRuleOfWhatDoesNot(String text, String sentence) {
    assertThat(find(text, SCHEMA)).isPresent();
    assertThat(find(text, SCHEMA).orElseThrow().sentence()).contains(sentence).endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"alt\",\"schema\":%s}}}",
        "{\"response_format\":{\"type\":\"json_object\",\"schema\":%s}}",
        "{\"structured_outputs\":{\"json\":%s}}",
        "{\"guided_json\":%s}"
      })
  void findsTheSchemaWhereTheServerIsGivenIt(String params) {
    assertThat(check("{}", params.formatted(SCHEMA))).isPresent();
    assertThat(check("{\"kind\":\"photo\",\"alt\":\"A\"}", params.formatted(SCHEMA))).isEmpty();
  }

  /// Parameters of the model may be named like rules.
  @Test
  void takesNoOtherParameterForASchema() {
    assertThat(check("{}", "{\"required\":[\"alt\"],\"$ref\":\"#/nowhere\"}")).isEmpty();
  }

  @Test
  void followsReferencesWithinTheSchemaAndPatterns() {
    String schema =
        """
        {"$defs":{"Iban":{"type":"string","pattern":"^[A-Z]{2}[0-9]+$"}},
         "type":"object","properties":{"iban":{"$ref":"#/$defs/Iban"}}}\
        """;

    assertThat(find("{\"iban\":\"DE12\"}", schema)).isEmpty();
    assertThat(find("{\"iban\":\"12\"}", schema).orElseThrow().sentence()).contains("$.iban");
  }

  /// None of it is the fault of the answer.
  @Test
  void fetchesNothingAndBearsWhatASchemaCanCause() {
    assertThat(find("{}", "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}")).isEmpty();
    assertThat(find("{}", "{\"$ref\":\"#\"}")).as("itself").isEmpty();
    StringBuilder doubling = new StringBuilder("{\"$ref\":\"#/$defs/s0\",\"$defs\":{");
    for (int i = 0; i < 40; i++) {
      String next = "{\"$ref\":\"#/$defs/s" + (i + 1) + "\"}";
      doubling.append("\"s%d\":{\"allOf\":[%s,%s]},".formatted(i, next, next));
    }
    doubling.append("\"s40\":{}}}");
    assertThat(find("{}", doubling.toString())).as("2^40 steps").isEmpty();
    for (String pattern : List.of("^(a+)+b$", "(?:(?:){2000000000}){2000000000}", "(\\\\w)\\\\1")) {
      String schema = "{\"type\":\"string\",\"minLength\":1,\"pattern\":\"" + pattern + "\"}";
      Optional<Finding> found = find("\"" + "a".repeat(50_000) + "!\"", schema);
      assertThat(found.isPresent()).as(pattern).isEqualTo(pattern.endsWith("b$"));
    }
    assertThat(find("\"aaa\"", "{\"type\":\"string\",\"pattern\":\"(\"}")).isEmpty();
  }

  @Test
  void takesAnyJsonWithoutASchemaOrWithABrokenOne() {
    assertThat(find("[1, 2]", "not a schema")).isEmpty();
    assertThat(
            QualityGates.check(
                List.of("json"),
                "[1, 2]",
                new QuestionFacts(Purpose.EXTRACT, "", "", "json", "{}")))
        .isEmpty();
  }

  private static Optional<Finding> find(String text, String schema) {
    return check(text, "{\"guided_json\":" + schema + "}");
  }

  private static Optional<Finding> check(String text, String params) {
    return QualityGates.check(
        List.of("json"), text, new QuestionFacts(Purpose.ALT_TEXT, "", "", "json", params));
  }
}
