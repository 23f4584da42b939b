package dev.pagestream.vlm.client;

import dev.pagestream.vlm.dialect.Dialects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions as docling asks them: generic dialect, not streamed.
final class Requests {
  private Requests() {}

  static VlmRequest of(
      String url,
      Map<String, String> headers,
      String params,
      String prompt,
      byte[] image,
      Duration limit) {
    return new VlmRequest(
        new Target(url, headers, Dialects.GENERIC, Optional.empty(), Map.of()),
        params,
        prompt,
        image,
        "image/png",
        new Timeouts(limit, limit, limit, limit),
        false,
        List.of());
  }
}
