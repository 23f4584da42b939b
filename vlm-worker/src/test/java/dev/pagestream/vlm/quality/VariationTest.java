package dev.pagestream.vlm.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.client.VlmReply.Change;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VARY | {\"temperature\":0.0,\"model\":\"m\",\"seed\":42} | {\"temperature\":0.3,\"model\":\"m\",\"seed\":43}",
        "VARY | {\"temperature\":0.3} | {\"temperature\":0.5}",
        "VARY | {\"temperature\":1} | {\"temperature\":0.5}",
        "VARY | {\"seed\":1,\"a\":null} | {\"seed\":2,\"a\":null}",
        "VARY | {\"random_seed\":1} | {\"random_seed\":2}",
        "VARY | {\"model\":\"m\"} | {\"model\":\"m\",\"seed\":1}",
        "VARY | {\"parameters\":{\"temperature\":0}} | {\"parameters\":{\"temperature\":0.3}}",
        "RAISE_TOKEN_CAP | {\"max_completion_tokens\":200,\"n\":1} | {\"max_completion_tokens\":400,\"n\":1}",
        "RAISE_TOKEN_CAP | {\"max_tokens\":-1} | {\"max_tokens\":-1}",
        "RAISE_TOKEN_CAP | {\"max_tokens\":60000} | {\"max_tokens\":65536}",
        "RAISE_TOKEN_CAP | {\"max_tokens\":100000} | {\"max_tokens\":100000}",
        "RAISE_TOKEN_CAP | {\"parameters\":{\"max_new_tokens\":100}} | {\"parameters\":{\"max_new_tokens\":200}}",
        "RAISE_TOKEN_CAP | {} | {}",
        "LOWER_TOKEN_CAP | {\"max_tokens\":200} | {\"max_tokens\":100}",
        "LOWER_TOKEN_CAP | {\"max_tokens\":20} | {\"max_tokens\":16}",
        "LOWER_TOKEN_CAP | {\"max_tokens\":-1} | {\"max_tokens\":512}",
        "LOWER_TOKEN_CAP | {} | {\"max_completion_tokens\":512}",
        "SMALLER_IMAGE | {\"temperature\":0} | {\"temperature\":0}",
        "VARY | no object | no object"
      })
  void changesWhatWasAskedAndNothingElse(Change change, String params, String changed) {
    assertThat(Variation.of(params, "Describe.", change, Optional.empty()))
        .isEqualTo(new Variation(changed, "Describe."));
  }

  @Test
  void namesTheFaultBehindThePrompt() {
    Finding finding = new Finding(Gate.ONE_WORD, "Too short.", "Answer in full sentences.");

    assertThat(Variation.of("{}", "Describe.", Change.VARY, Optional.of(finding)).prompt())
        .isEqualTo("Describe.\n\nAnswer in full sentences.");
  }
}
