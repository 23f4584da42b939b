package dev.pagestream.standalone.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers a chat completion about one picture with what can be known without a model: size, rough
/// kind and colours from the pixels; caption and words from the context the page worker put into
/// the prompt. Pure.
final class StandInDescriber {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CONTEXT =
      Pattern.compile("<picture-context>\\s*(.*?)\\s*</picture-context>", Pattern.DOTALL);
  private static final int MAX_WORDS_CHARS = 300;

  private StandInDescriber() {}

  /// The description, or what is wrong with the request.
  sealed interface Reply {
    record Described(String text, String model) implements Reply {}

    record Refused(String message) implements Reply {}
  }

  static Reply reply(byte[] requestBody) {
    JsonNode request;
    try {
      request = JSON.readTree(requestBody);
    } catch (JacksonException e) {
      return new Reply.Refused("the request is not JSON: " + e.getOriginalMessage());
    }
    String prompt = "";
    Optional<BufferedImage> image = Optional.empty();
    for (JsonNode part : request.path("messages").path(0).path("content")) {
      prompt = part.path("text").asString(prompt);
      String url = part.path("image_url").path("url").asString("");
      if (!url.isEmpty()) {
        image = decode(url);
      }
    }
    if (image.isEmpty()) {
      return new Reply.Refused("the first message has no readable image as a data URL");
    }
    String model = request.path("model").asString("stand-in");
    return new Reply.Described(describe(image.orElseThrow(), prompt), model);
  }

  private static String describe(BufferedImage image, String prompt) {
    StringBuilder text = new StringBuilder("[Stand-in, no AI model] ");
    text.append(PictureFacts.of(image).sentence());
    context(prompt)
        .ifPresent(known -> {
          String caption = known.path("caption").asString("");
          if (!caption.isBlank()) {
            text.append(" Its caption reads: “").append(caption.strip()).append("”.");
          }
          String words = words(known.path("words"));
          if (!words.isBlank()) {
            text.append(" Words inside: ").append(words).append('.');
          }
        });
    return text.toString();
  }

  private static String words(JsonNode words) {
    StringBuilder text = new StringBuilder();
    for (JsonNode word : words) {
      if (text.length() + word.asString("").length() > MAX_WORDS_CHARS) {
        break;
      }
      text.append(text.isEmpty() ? "" : " ").append(word.asString(""));
    }
    return text.toString();
  }

  private static Optional<JsonNode> context(String prompt) {
    Matcher matcher = CONTEXT.matcher(prompt);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(matcher.group(1)));
    } catch (JacksonException _) {
      return Optional.empty(); // A prompt that only looks like ours.
    }
  }

  private static Optional<BufferedImage> decode(String dataUrl) {
    int comma = dataUrl.indexOf(',');
    if (!dataUrl.startsWith("data:image/") || comma < 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(dataUrl.substring(comma + 1));
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(bytes)));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
