package dev.pagestream.vlm.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pagestream.runtime.config.Secret;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DialectsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1,openai",
    "https://me.openai.azure.com/openai/deployments/d,azure",
    "https://openrouter.ai/api/v1,openrouter",
    "https://api.anthropic.com/v1,anthropic",
    "https://generativelanguage.googleapis.com/v1beta/openai/,gemini",
    "https://us-south.ml.cloud.ibm.com/ml/v1/text/chat?version=2023-05-29,watsonx",
    "https://us-east-1.aws.wxai.ibm.com,watsonx",
    "http://gateway/ml/v1/text/chat,watsonx",
    "http://localhost:11434/v1,ollama",
    "http://localhost:1234/v1,lmstudio",
    "http://localhost:8000/v1,generic",
    "https://api.openai.com.evil.example/v1,generic",
    "nonsense,generic",
  })
  void tellsADialectFromItsAddress(String url, String name) {
    assertThat(Dialects.of(url).name()).isEqualTo(name);
  }

  @Test
  void namesThoseThereAre() {
    assertThat(Dialects.names()).doesNotHaveDuplicates().hasSize(11);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialects.named("olama"))
        .withMessageContaining("olama")
        .withMessageContaining("ollama");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          generic   | {"model":"m","max_completion_tokens":-1}            | {"model":"m"}
          generic   | {"model":"m","max_tokens":200,"seed":42}            | {"model":"m","max_tokens":200,"seed":42}
          openai    | {"max_tokens":200,"model":"m"}                      | {"max_completion_tokens":200,"model":"m"}
          openai    | {"max_tokens":-1}                                   | {}
          ollama    | {"model":"m","max_completion_tokens":9,"seed":1}    | {"model":"m","max_tokens":9,"seed":1}
          ollama    | {"max_completion_tokens":9,"max_tokens":5}          | {"max_tokens":5}
          lmstudio  | {"max_completion_tokens":9}                         | {"max_tokens":9}
          gemini    | {"max_completion_tokens":9}                         | {"max_tokens":9}
          vllm      | {"max_completion_tokens":9,"skip_special_tokens":false} | {"max_completion_tokens":9,"skip_special_tokens":false}
          anthropic | {"temperature":1.7,"n":2,"seed":1,"stop":[" ","x"]} | {"temperature":1.0,"stop":["x"]}
          anthropic | {"temperature":0.0,"stop":["\\n"]}                   | {"temperature":0.0}
          watsonx   | {"model":"m","max_tokens":9}                        | {"model_id":"m","max_tokens":9,"project_id":"p"}
          watsonx   | {"model_id":"m","project_id":"mine"}                | {"model_id":"m","project_id":"mine"}
          watsonx   | {"model_id":"m","parameters":{"max_new_tokens":400,"temperature":0}} | {"model_id":"m","max_tokens":400,"temperature":0,"project_id":"p"}
          """)
  void saysParametersInTheWordsOfItsServer(String dialect, String canonical, String expected) {
    ObjectNode params = (ObjectNode) JSON.readTree(canonical);

    Dialects.named(dialect).adapt(params, Map.of("project_id", "p"));

    assertThat(params.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "azure,https://me.openai.azure.com,false,https://me.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21",
    "azure,https://me.openai.azure.com/openai/deployments/x,false,https://me.openai.azure.com/openai/deployments/x/chat/completions?api-version=2024-10-21",
    "azure,https://me.openai.azure.com/openai/deployments/x/chat/completions?api-version=1,false,https://me.openai.azure.com/openai/deployments/x/chat/completions?api-version=1",
    "azure,https://me.openai.azure.com/openai/v1,false,https://me.openai.azure.com/openai/v1/chat/completions",
    "watsonx,https://eu-de.ml.cloud.ibm.com,false,https://eu-de.ml.cloud.ibm.com/ml/v1/text/chat?version=2023-05-29",
    "watsonx,https://eu-de.ml.cloud.ibm.com,true,https://eu-de.ml.cloud.ibm.com/ml/v1/text/chat_stream?version=2023-05-29",
    "watsonx,https://h/ml/v1/deployments/d/text/chat?version=9,true,https://h/ml/v1/deployments/d/text/chat_stream?version=9",
    "vllm,http://h:8000/v1,true,http://h:8000/v1/chat/completions",
  })
  void findsTheAddressOfCompletions(String dialect, String url, boolean stream, String expected) {
    assertThat(
            Dialects.named(dialect)
                .completions(HttpUrl.get(url), stream, Map.of("deployment", "d")))
        .hasToString(expected);
  }

  @Test
  void putsTheKeyWhereTheServerLooksForIt() {
    assertThat(Dialects.named("vllm").keyHeaders(new Secret("k")))
        .isEqualTo(Map.of("Authorization", "Bearer k"));
    assertThat(Dialects.named("azure").keyHeaders(new Secret("k")))
        .isEqualTo(Map.of("api-key", "k"));
    assertThat(Dialects.named("watsonx").exchangesKey()).isTrue();
  }

  @Test
  void sendsOnlyFormatsTheServerReads() {
    assertThat(Dialects.named("lmstudio").mediaTypes()).doesNotContain("image/webp");
    assertThat(Dialects.named("llamacpp").mediaTypes()).doesNotContain("image/webp");
    for (String name : Dialects.names()) {
      assertThat(Dialects.named(name).mediaTypes()).contains("image/png", "image/jpeg");
    }
  }
}
