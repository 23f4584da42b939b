package dev.pagestream.vlm.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The body of a chat completions call, byte for byte what docling sends: `{"messages": ...,
/// **params}`, picture before prompt. Can be written any number of times; the picture is encoded
/// while it is written, so that no second copy of it is held.
final class ChatBody {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MESSAGES = "messages";

  /// A multiple of three, so that every chunk but the last is encoded without padding.
  private static final int CHUNK_BYTES = 3 * 4096;

  private final byte[] head;
  private final byte[] image;
  private final byte[] tail;

  private ChatBody(String head, byte[] image, String tail) {
    this.head = head.getBytes(StandardCharsets.US_ASCII);
    this.image = image;
    this.tail = tail.getBytes(StandardCharsets.US_ASCII);
  }

  /// @param params merged flat, in this order
  static ChatBody of(ObjectNode params, String prompt, byte[] image, String mediaType) {
    StringBuilder rest = new StringBuilder();
    for (Map.Entry<String, JsonNode> param : params.properties()) {
      if (!param.getKey().equals(MESSAGES)) {
        rest.append(", ")
            .append(PythonJson.dumps(param.getKey()))
            .append(": ")
            .append(PythonJson.dumps(param.getValue()));
      }
    }
    rest.append('}');
    JsonNode messages = params.get(MESSAGES);
    if (messages != null) { // As in Python the caller's value wins and keeps the first place.
      return new ChatBody("{\"messages\": " + PythonJson.dumps(messages) + rest, new byte[0], "");
    }
    String head =
        "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:"
            + mediaType
            + ";base64,";
    String tail =
        "\"}}, {\"type\": \"text\", \"text\": " + PythonJson.dumps(prompt) + "}]}]" + rest;
    return new ChatBody(head, image, tail);
  }

  long length() {
    return head.length + 4L * ((image.length + 2) / 3) + tail.length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(head);
    for (int from = 0; from < image.length; from += CHUNK_BYTES) {
      byte[] chunk = Arrays.copyOfRange(image, from, Math.min(image.length, from + CHUNK_BYTES));
      out.write(Base64.getEncoder().encode(chunk));
    }
    out.write(tail);
  }

  /// @throws IllegalArgumentException when the text is not a JSON object
  static ObjectNode params(String text) {
    JsonNode params;
    try {
      params = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("params are not JSON: " + e.getOriginalMessage(), e);
    }
    if (params instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("params are not a JSON object");
  }
}
