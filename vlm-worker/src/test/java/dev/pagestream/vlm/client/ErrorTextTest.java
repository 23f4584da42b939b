package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ErrorTextTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"it broke\",\"type\":\"t\",\"param\":null,\"code\":400}}",
        "{\"error\":\"it broke\",\"error_type\":\"overloaded\"}",
        "{\"detail\":{\"error\":{\"message\":\"it broke\"}}}",
        "{\"detail\":\"it broke\"}",
        "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"it broke\",\"input\":\"secret prompt\"}]}",
        "{\"errors\":[{\"code\":\"c\",\"message\":\"it broke\",\"more_info\":\"\"}],\"trace\":\"t\",\"status_code\":401}",
        "[{\"error\":{\"message\":\"it broke\"}}]",
        "{\"message\":\"it\\n  broke\"}",
        "{\"error\":null,\"detail\":\"it broke\"}"
      })
  void findsTheMessageInEveryShape(String body) {
    assertThat(of(body, List.of())).isEqualTo("it broke");
  }

  @Test
  void keepsTheWordsOfAnHtmlPage() {
    String page =
        "<html><head><style>p {}</style><title>502 Bad Gateway</title></head>\n<body><p>nginx</p></body></html>";

    assertThat(ErrorText.of(Optional.empty(), page.getBytes(StandardCharsets.UTF_8), List.of()))
        .isEqualTo("502 Bad Gateway nginx");
  }

  @Test
  void isEmptyForAnEmptyBody() {
    assertThat(ErrorText.of(Optional.empty(), new byte[0], List.of())).isEmpty();
  }

  @Test
  void isBounded() {
    assertThat(of("{\"error\":\"" + "x".repeat(10_000) + "\"}", List.of()))
        .hasSize(ErrorText.MAX_CHARS + 1)
        .endsWith("…");
  }

  @Test
  void neverQuotesACredential() {
    String message =
        "{\"error\":\"Incorrect API key: s3cr3t-token (Bearer s3cr3t-token), also sk-proj-abcd1234\"}";

    assertThat(of(message, List.of("Bearer s3cr3t-token")))
        .isEqualTo("Incorrect API key: [hidden] ([hidden]), also [hidden]");
  }

  @Test
  void blotsACredentialOutBeforeItCutsTheMessage() {
    String message = "{\"error\":\"" + "x".repeat(ErrorText.MAX_CHARS - 4) + "s3cr3t-token\"}";

    assertThat(of(message, List.of("s3cr3t-token"))).doesNotContain("s3cr");
  }

  private static String of(String json, List<String> headerValues) {
    return ErrorText.of(
        Optional.of(JSON.readTree(json)), json.getBytes(StandardCharsets.UTF_8), headerValues);
  }
}
