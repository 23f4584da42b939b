package dev.pagestream.vlm.local;

import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import dev.pagestream.vlm.image.PictureSize;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Describes a picture by what its document says of it, for when no endpoint may be called: class,
/// caption, words inside. Nothing is guessed, nothing leaves the process, and every text says what
/// it is. Immutable, thread-safe.
public final class LocalDescriber implements VlmClient {
  /// Named as the model of every answer.
  public static final String MODEL = "pagestream-local";

  /// A lane needs an address; nobody calls this one.
  public static final String ADDRESS = "http://local.invalid/v1";

  /// How every answer begins.
  public static final String LABEL = "[Local description, no AI model]";

  private static final int MAX_CAPTION_CHARS = 1_000;
  private static final int MAX_WORDS_CHARS = 600;

  private final InstantSource clock;

  public LocalDescriber(InstantSource clock) {
    this.clock = clock;
  }

  /// Always an answer, at most 2,000 characters, with no tokens to pay.
  @Override
  public VlmReply call(VlmRequest request) {
    long start = clock.millis();
    String text = describe(request.prompt(), request.image(), request.mediaType());
    return new VlmReply.Answered(
        text,
        Optional.of(MODEL),
        Optional.of("stop"),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(Math.max(0, clock.millis() - start)));
  }

  static String describe(String prompt, byte[] image, String mediaType) {
    List<String> sentences = new ArrayList<>();
    sentences.add(LABEL);
    Optional<FencedContext> known = FencedContext.read(prompt);
    String kind =
        known.flatMap(FencedContext::pictureClass).map(LocalDescriber::kind).orElse("Picture");
    boolean described =
        known.isPresent() && (known.get().caption().isPresent() || !known.get().words().isEmpty());
    sentences.add(described ? kind + "." : kind + size(known, image, mediaType) + ".");
    known
        .flatMap(FencedContext::caption)
        .ifPresent(caption -> sentences.add("Caption: “" + cut(caption, MAX_CAPTION_CHARS) + "”."));
    known
        .map(FencedContext::words)
        .filter(words -> !words.isEmpty())
        .ifPresent(words -> sentences.add("Words in the picture: " + joined(words) + "."));
    return String.join(" ", sentences);
  }

  /// `bar_chart` as people write it.
  private static String kind(String pictureClass) {
    String words = cut(pictureClass, 60).replace('_', ' ').strip();
    return switch (words) {
      case "", "other" -> "Picture";
      case "qr code" -> "QR code";
      case String other -> other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1);
    };
  }

  private static String size(Optional<FencedContext> known, byte[] image, String mediaType) {
    Optional<PictureSize> size =
        known
            .filter(context -> context.widthPx() > 0 && context.heightPx() > 0)
            .map(context -> new PictureSize(context.widthPx(), context.heightPx()))
            .or(() -> PictureSize.of(image));
    return size.map(px -> " of " + px.widthPx() + " by " + px.heightPx() + " pixels")
        .orElse(" of type " + cut(mediaType, 60));
  }

  private static String joined(List<String> words) {
    String all = String.join(" ", words);
    return all.length() <= MAX_WORDS_CHARS ? all : cut(all, MAX_WORDS_CHARS) + " …";
  }

  /// Never in the middle of a surrogate pair.
  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end).strip();
  }
}
