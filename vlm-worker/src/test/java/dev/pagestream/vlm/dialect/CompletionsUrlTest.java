package dev.pagestream.vlm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionsUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://h:8000/v1,http://h:8000/v1/chat/completions",
    "http://h:8000/v1/,http://h:8000/v1/chat/completions",
    "https://openrouter.ai/api/v1,https://openrouter.ai/api/v1/chat/completions",
    "https://g/v1beta/openai/,https://g/v1beta/openai/chat/completions",
    "http://h/v1?k=x,http://h/v1/chat/completions?k=x",
    "http://h/v1/chat/completions,http://h/v1/chat/completions",
    "https://a/openai/deployments/d/chat/completions?api-version=1,https://a/openai/deployments/d/chat/completions?api-version=1",
    "https://us-south.ml.cloud.ibm.com/ml/v1/text/chat?version=2023-05-29,https://us-south.ml.cloud.ibm.com/ml/v1/text/chat?version=2023-05-29",
    "http://h/describe,http://h/describe",
  })
  void completesABaseAndLeavesAnythingElse(String given, String expected) {
    assertThat(CompletionsUrl.of(HttpUrl.get(given))).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:8000/v1,http://h:8000/v1/models",
    "http://h:8000/v1/chat/completions,http://h:8000/v1/models",
    "https://g/v1beta/openai/,https://g/v1beta/openai/models",
  })
  void findsTheListOfModelsBesideIt(String given, String expected) {
    assertThat(CompletionsUrl.models(HttpUrl.get(given)).map(HttpUrl::toString)).contains(expected);
  }

  @Test
  void isEmptyForWhatIsNoHttpUrl() {
    assertThat(CompletionsUrl.parse("ftp://h/v1")).isEmpty();
    assertThat(CompletionsUrl.parse("nonsense")).isEmpty();
  }

  @Test
  void showsNeitherQueryNorUser() {
    assertThat(CompletionsUrl.shown(HttpUrl.get("https://user:pass@h/v1?key=secret#f")))
        .isEqualTo("https://h/v1");
  }
}
