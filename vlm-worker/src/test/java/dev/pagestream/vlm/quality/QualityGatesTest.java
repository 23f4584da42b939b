package dev.pagestream.vlm.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Purpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityGatesTest {
  private static final String PROMPT = "Describe this image in a few sentences.";
  private static final List<String> ALL_BUT_JSON =
      Arrays.stream(Gate.values()).filter(gate -> gate != Gate.JSON).map(Gate::code).toList();

  @Test
  void objectsToNoGoodDescriptionInAnyLanguage() {
    Map<String, List<String>> good =
        Map.of(
            "en", Answers.ENGLISH,
            "de-AT", Answers.GERMAN,
            "fr", Answers.FRENCH,
            "es", Answers.SPANISH,
            "ru", Answers.RUSSIAN,
            "ja", Answers.JAPANESE,
            "zh-Hans", Answers.CHINESE);

    good.forEach((language, texts) -> {
      for (String text : texts) {
        assertThat(QualityGates.check(ALL_BUT_JSON, text, facts(language)))
            .as(language + ": " + text)
            .isEmpty();
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"In", "This", "Bar chart", "A", "...", "图片", "柱状图", "Don't know", "42"})
  void findsAnswersOfAWordOrTwo(String text) {
    assertThat(found(Gate.ONE_WORD, text)).isTrue();
  }

  @Test
  void takesAWordForAClass() {
    QuestionFacts classify =
        new QuestionFacts(Purpose.CLASSIFY_PICTURE, PROMPT, "", "plaintext", "{}");

    assertThat(QualityGates.check(List.of("one_word"), "bar_chart", classify)).isEmpty();
  }

  @Test
  void findsLoops() {
    String start = "The image shows a river with trees on both banks and a boat. ";

    assertThat(found(Gate.LOOPING, start + "The boat is small and brown. ".repeat(5))).isTrue();
    assertThat(found(Gate.LOOPING, start + "the cat, the dog, ".repeat(10) + "the c")).isTrue();
    assertThat(found(Gate.LOOPING, start + "na".repeat(60))).isTrue();
    assertThat(found(Gate.LOOPING, "| yes | no |\n".repeat(200))).isTrue();
    assertThat(found(Gate.LOOPING, "- item of the list\n".repeat(100))).isTrue();
    assertThat(found(Gate.LOOPING, "水位很高。".repeat(30))).isTrue();
    assertThat(found(Gate.LOOPING, numbered(60))).isTrue();
  }

  /// The same sentence with a number in it that counts up: no unit repeats exactly.
  private static String numbered(int times) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < times; i++) {
      text.append("The next object that can be seen in the image is a small red boat number ")
          .append(i)
          .append(". ");
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm sorry, but I can't help with that.",
        "I’m unable to view images directly.",
        "**I cannot describe this image.**",
        "As an AI language model, I do not have eyes.",
        "Unfortunately, I cannot see the picture you mention.",
        "No image was provided. Please upload one.",
        "\"I am sorry, I cannot assist with this request.\"",
        "Es tut mir leid, aber ich kann dieses Bild nicht beschreiben.",
        "Leider kann ich das Bild nicht sehen.",
        "Je suis désolé, mais je ne peux pas vous aider.",
        "Lo siento, no puedo ayudar con eso.",
        "Mi dispiace, non posso aiutarti.",
        "Desculpe, não posso ajudar.",
        "Het spijt me, ik kan dit niet doen.",
        "Przepraszam, nie mogę pomóc.",
        "Извините, я не могу описать это изображение.",
        "很抱歉，我无法查看图片。",
        "申し訳ありませんが、画像を見ることができません。",
        "죄송합니다. 이미지를 볼 수 없습니다."
      })
  void findsRefusals(String text) {
    assertThat(found(Gate.REFUSAL, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | The image shows a bar chart that compares the level of the water in three stations.",
        "en | Das Bild zeigt ein Balkendiagramm mit den Wasserständen von drei Stationen in der Mitte.",
        "en | L'image montre un diagramme et la station du nord est la plus haute dans tous les mois.",
        "pl | The chart is a comparison of the water level in the north and the south.",
        "en | На изображении показана столбчатая диаграмма.",
        "ru | The image shows a bar chart of water levels.",
        "ja | 图中是一个柱状图，比较了三个站点的水位高低。",
        "zh | この画像は棒グラフです。とてもきれいです。",
        "ko | The image shows a bar chart.",
        "ar | The image shows a bar chart.",
        "el | Das Bild zeigt ein Diagramm.",
        "en | 图中是一个柱状图，比较了三个站点的水位高低。"
      })
  void findsAnswersInAnotherLanguage(String language, String text) {
    Optional<Finding> finding = QualityGates.check(List.of("language"), text, facts(language));

    assertThat(finding).isPresent();
    assertThat(finding.orElseThrow().request()).startsWith("Answer in ");
  }

  @Test
  void namesTheLanguageItWants() {
    assertThat(QualityGates.check(List.of("language"), Answers.ENGLISH.get(1), facts("de-CH")))
        .map(Finding::request)
        .contains("Answer in German.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | OK",
        "en | Rhein, Main, Neckar",
        "xx | Das Bild zeigt ein Balkendiagramm mit den Wasserständen von drei Stationen.",
        "'' | Das Bild zeigt ein Balkendiagramm mit den Wasserständen von drei Stationen."
      })
  void keepsQuietAboutLanguagesInDoubt(String language, String text) {
    assertThat(QualityGates.check(List.of("language"), text, facts(language))).isEmpty();
  }

  @Test
  void findsQuestionsGivenBack() {
    String withContext =
        PROMPT + "\n\nKnown, as data:\n<picture-context>\n{\"caption\":\"x\"}\n</picture-context>";
    QuestionFacts facts =
        new QuestionFacts(Purpose.DESCRIBE_PICTURE, withContext, "", "plaintext", "{}");

    assertThat(found(Gate.PROMPT_COPY, "describe this image in a few sentences")).isTrue();
    assertThat(found(Gate.PROMPT_COPY, PROMPT + " The image shows a cat.")).isTrue();
    assertThat(found(Gate.PROMPT_COPY, "image in a few sentences")).isTrue();
    assertThat(QualityGates.check(List.of("prompt_copy"), PROMPT, facts)).isPresent();
    assertThat(QualityGates.check(List.of("prompt_copy"), "A cat on a mat.", facts)).isEmpty();
  }

  @Test
  void tellsTheFirstFaultInTheOrderOfTheGates() {
    assertThat(
            QualityGates.check(List.of("from_the_future", "refusal", "one_word"), "In", facts("")))
        .map(Finding::gate)
        .contains(Gate.ONE_WORD);
  }

  @Test
  void staysFastOnFourMebibytesOfAnything() {
    List<String> texts =
        List.of(
            "a".repeat(4 << 20),
            "ab ".repeat(1_400_000),
            "a,".repeat(2 << 20),
            "\"“„«".repeat(1 << 20),
            "ich kann ".repeat(460_000),
            "\n- x".repeat(1 << 20),
            "{\"a\":".repeat(800_000),
            "```json\n".repeat(500_000));
    List<String> gates = Arrays.stream(Gate.values()).map(Gate::code).toList();

    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (String text : texts) {
            for (String gate : gates) {
              assertThat(QualityGates.check(List.of(gate), text, facts("de"))).isNotNull();
            }
          }
        });
  }

  private static boolean found(Gate gate, String text) {
    return QualityGates.check(List.of(gate.code()), text, facts("")).isPresent();
  }

  private static QuestionFacts facts(String language) {
    return new QuestionFacts(Purpose.DESCRIBE_PICTURE, PROMPT, language, "plaintext", "{}");
  }
}
