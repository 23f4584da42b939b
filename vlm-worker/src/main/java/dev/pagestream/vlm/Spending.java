package dev.pagestream.vlm;

import dev.pagestream.vlm.client.VlmReply;
import java.util.Optional;

/// What one call came to. A server that turned the call away is not paid.
///
/// @param calls 1, or 0 when it was turned away
record Spending(int calls, long promptTokens, long completionTokens) {
  /// Of English; an estimate for servers that report no usage.
  private static final long CHARS_PER_TOKEN = 4;

  private static final Spending NOTHING = new Spending(0, 0, 0);

  /// @param pictureTokens estimated, for servers that report no usage
  static Spending of(VlmReply reply, long pictureTokens) {
    return switch (reply) {
      case VlmReply.Answered answered ->
          new Spending(
              1,
              answered.promptTokens().orElse(pictureTokens),
              answered.completionTokens().orElse(answered.text().length() / CHARS_PER_TOKEN));
      case VlmReply.Unfit unfit -> reported(unfit.promptTokens(), unfit.completionTokens());
      case VlmReply.Rejected _, VlmReply.Failed _ -> new Spending(1, 0, 0);
      case VlmReply.Throttled _, VlmReply.Unavailable _ -> NOTHING;
    };
  }

  private static Spending reported(Optional<Long> prompt, Optional<Long> completion) {
    return new Spending(1, prompt.orElse(0L), completion.orElse(0L));
  }

  long tokens() {
    return promptTokens + completionTokens;
  }
}
