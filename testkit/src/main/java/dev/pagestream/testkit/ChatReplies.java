package dev.pagestream.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// The bodies a model server sends.
final class ChatReplies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PNG_HEADER_BYTES = 24;

  private ChatReplies() {}

  /// The text for a picture: always the same for the same bytes.
  static String describe(byte[] picture, String sha256) {
    return picture.length == 0
        ? "No picture."
        : "A picture of " + size(picture) + " pixels, sha256 " + sha256 + ".";
  }

  static HttpReply completion(String model, String content, String finishReason) {
    ObjectNode root =
        JSON.createObjectNode().put("id", "chatcmpl-fake").put("object", "chat.completion");
    root.put("created", 1).put("model", model);
    ObjectNode choice =
        root.putArray("choices").addObject().put("index", 0).put("finish_reason", finishReason);
    choice.putObject("message").put("role", "assistant").put("content", content);
    root.putObject("usage")
        .put("prompt_tokens", 100)
        .put("completion_tokens", 20)
        .put("total_tokens", 120);
    return new HttpReply(200, root.toString());
  }

  /// One piece of a streamed answer.
  static String chunk(String model, String text) {
    ObjectNode root = JSON.createObjectNode().put("model", model);
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("content", text);
    return "data: " + root + "\n\n";
  }

  /// The end of a streamed answer: reason and usage.
  static String end(String finishReason, long tokens) {
    return """
    data: {"choices":[{"index":0,"delta":{},"finish_reason":"%s"}]}

    data: {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":%d}}

    data: [DONE]

    """
        .formatted(finishReason, tokens);
  }

  static HttpReply models(String model) {
    ObjectNode root = JSON.createObjectNode().put("object", "list");
    root.putArray("data")
        .addObject()
        .put("id", model)
        .put("object", "model")
        .put("owned_by", "fake");
    return new HttpReply(200, root.toString());
  }

  static HttpReply error(int status, String message, String type) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("error").put("message", message).put("type", type).put("code", status);
    return new HttpReply(status, root.toString());
  }

  static HttpReply full() {
    return new HttpReply(
        429, error(429, "Model is overloaded", "overloaded").body(), Map.of("Retry-After", "1"));
  }

  /// Reads PNG's header itself: that is most calls, and a reader per call would cost more than the
  /// rest of it.
  private static String size(byte[] picture) {
    if (picture.length >= PNG_HEADER_BYTES
        && picture[1] == 'P'
        && picture[2] == 'N'
        && picture[3] == 'G') {
      return number(picture, 16) + "x" + number(picture, 20);
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return "unknown";
      }
      ImageReader reader = readers.next();
      reader.setInput(in);
      String size = reader.getWidth(0) + "x" + reader.getHeight(0);
      reader.dispose();
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(byte[] bytes, int at) {
    return java.nio.ByteBuffer.wrap(bytes).getInt(at);
  }
}
