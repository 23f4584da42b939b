package dev.pagestream.vlm.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFamiliesTest {
  @ParameterizedTest
  @CsvSource({
    // model, width, height, sent width, sent height
    "Qwen/Qwen2.5-VL-7B-Instruct, 1240, 1754, 840, 1176",
    "qwen2.5vl:7b,                 640,  480, 640,  480",
    "qwen2.5vl:7b,                  28,   56,  56,  112",
    "Qwen3-VL-8B,                 2000, 2000, 1120, 1120",
    "HuggingFaceTB/SmolVLM-256M-Instruct, 4096, 1024, 2048, 512",
    "gpt-4o-mini,                 1600, 1200, 1024, 768",
    "gpt-4o,                      4000,  500, 2000, 250",
    "claude-sonnet-4-5,           1568, 1568, 1072, 1072",
    "mistralai/Pixtral-12B-2409,  2048, 1000, 1024, 496",
    "some-model-of-tomorrow,      9000, 7000, 9000, 7000",
  })
  void sendsWhatTheFamilyCanMakeUseOf(
      String model, int width, int height, int sentWidth, int sentHeight) {
    Fit fit = ModelFamilies.policy(model).fit(width, height);

    assertThat(fit.widthPx() + "x" + fit.heightPx()).isEqualTo(sentWidth + "x" + sentHeight);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o,      1024, 1024, 765",
    "gpt-4.1,     1024, 1024, 576",
    "claude-opus, 1000, 1000, 1334",
    "gemini-2.5-flash, 768, 768, 258",
    "gemini-2.5-flash, 769, 768, 516",
    "qwen2-vl,     560,  280, 200",
    "qwen3-vl,     640,  320, 200",
    "smolvlm,       32,   32, 64",
    "smolvlm,     1024,  512, 192",
    "pixtral,      512,  256, 528",
    "unknown,      100,  100, 85",
    "unknown,      750, 1000, 1000",
  })
  void estimatesTokensByTheFormulaOfTheFamily(String model, int width, int height, long tokens) {
    assertThat(ModelFamilies.policy(model).estimatedTokens(width, height)).isEqualTo(tokens);
  }

  @Test
  void takesTheLimitsOfTheStepInPlaceOfTheFamilys() {
    ImagePolicy policy = ModelFamilies.policy("qwen2.5-vl").with(560, 0, Encoding.JPEG);

    assertThat(policy.fit(1120, 560)).isEqualTo(new Fit(560, 280, 560, 280));
    assertThat(policy.maxPixels()).isEqualTo(1_003_520);
    assertThat(policy.encoding()).isEqualTo(Encoding.JPEG);
  }

  @Test
  void halvesThePixelsThatWereSent() {
    ImagePolicy policy = ModelFamilies.policy("unknown").smaller(1000, 500);

    assertThat(policy.fit(1000, 500)).isEqualTo(new Fit(707, 353, 707, 353));
    assertThat(policy.smaller(1000, 500).fit(1000, 500)).isEqualTo(new Fit(499, 249, 499, 249));
  }

  @Test
  void fillsUpASliverThatCannotBeEnlarged() {
    Fit fit = ModelFamilies.policy("pixtral").fit(1000, 8);

    assertThat(fit).isEqualTo(new Fit(1024, 8, 1024, 16));
  }

  @Test
  void neverExceedsItsLimitsWhateverTheShape() {
    ImagePolicy policy = ModelFamilies.policy("qwen2.5-vl");
    for (int width = 56; width < 8_000; width += 397) {
      for (int height = 56; height < 8_000; height += 411) {
        Fit fit = policy.fit(width, height);
        assertThat((long) fit.widthPx() * fit.heightPx())
            .as(width + " x " + height)
            .isLessThanOrEqualTo(Math.max(policy.maxPixels(), 56L * width));
        assertThat(fit.widthPx()).isBetween(28, width);
        assertThat(fit.heightPx()).isBetween(28, height);
      }
    }
  }

  @Test
  void refusesAnEncodingItDoesNotKnow() {
    assertThatThrownBy(() -> Encoding.parse("webp")).hasMessageContaining("webp");
  }
}
