package dev.pagestream.vlm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden bodies are the output of Python's own `json.dumps`, called as docling's HTTP library
/// calls it; see `golden/generate.py`.
class ChatBodyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "mission", "characters", "numbers", "nested", "repeated", "own-messages"})
  void writesTheBytesPythonWrites(String name) throws IOException {
    ChatBody body = body(golden(name + ".prompt.txt"), golden(name + ".params.json"));

    assertThat(written(body)).isEqualTo(golden(name + ".body.json"));
    assertThat(body.length()).isEqualTo(golden(name + ".body.json").length());
  }

  @Test
  void canBeWrittenAgain() throws IOException {
    ChatBody body = body("p", "{}");

    assertThat(written(body)).isEqualTo(written(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"a\":", "{} {}", "{\"a\": 1e999}"})
  void refusesParametersThatAreNoJsonObject(String params) {
    assertThatThrownBy(() -> body("p", params)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ChatBody body(String prompt, String params) {
    return ChatBody.of(ChatBody.params(params), prompt, image(), "image/png");
  }

  /// As in `generate.py`.
  private static byte[] image() {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    for (int i = 0; i < 256 * 101; i++) {
      image.write(i % 256);
    }
    image.writeBytes("end".getBytes(StandardCharsets.US_ASCII));
    return image.toByteArray();
  }

  private static String written(ChatBody body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ChatBodyTest.class.getResourceAsStream("golden/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
