package dev.pagestream.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What the fake reads of a chat completion request: one pass over the tokens, the picture decoded
/// once.
///
/// @param picture decoded bytes; empty without one
/// @param pictureSha256 lower-case hex; empty without a picture
/// @param stream whether the answer is asked for token by token
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ChatRequest(
    String model, String prompt, byte[] picture, String pictureSha256, boolean stream) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(HttpMessage.MAX_BODY_BYTES).build())
          .build();

  /// Empty when it is not JSON or the picture is not Base64.
  static Optional<ChatRequest> parse(byte[] body) {
    try {
      return Optional.of(read(body));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static ChatRequest read(byte[] body) throws IOException {
    String model = "";
    StringBuilder prompt = new StringBuilder();
    byte[] picture = {};
    boolean stream = false;
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String name = parser.currentName();
        stream |= token == JsonToken.VALUE_TRUE && "stream".equals(name);
        if (token != JsonToken.VALUE_STRING || name == null) {
          continue;
        }
        switch (name) {
          case "model" -> model = parser.getText();
          case "text", "content" -> prompt.append(parser.getText());
          case "url" -> picture = decode(parser.getText());
          case String _ -> {}
        }
      }
    }
    return new ChatRequest(
        model, prompt.toString(), picture, picture.length == 0 ? "" : sha256(picture), stream);
  }

  private static byte[] decode(String url) {
    int comma = url.indexOf(',');
    return url.startsWith("data:") && comma > 0
        ? Base64.getDecoder().decode(url.substring(comma + 1))
        : new byte[0];
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
