package dev.pagestream.document.assembly;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a document came to.
///
/// @param pages analysed and failed ones
/// @param pictures found; always `described + skipped + failed`
/// @param modelCalls made for this document; reused answers count 0
/// @param promptTokens paid for this document
/// @param completionTokens paid for this document
public record Counts(
    @JsonProperty("pages") int pages,
    @JsonProperty("pages_failed") int pagesFailed,
    @JsonProperty("pictures") int pictures,
    @JsonProperty("described") int described,
    @JsonProperty("skipped") int skipped,
    @JsonProperty("failed") int failed,
    @JsonProperty("model_calls") int modelCalls,
    @JsonProperty("prompt_tokens") long promptTokens,
    @JsonProperty("completion_tokens") long completionTokens) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Counts {
    if (pictures != described + skipped + failed) {
      throw new IllegalArgumentException(
          "pictures=%d is not described=%d + skipped=%d + failed=%d"
              .formatted(pictures, described, skipped, failed));
    }
  }
}
