package dev.pagestream.vlm.client;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.dialect.Dialects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions that are not streamed.
final class Requests {
  private Requests() {}

  /// As docling asks them: generic dialect.
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

  /// To watsonx, whose token service is on the same server.
  static VlmRequest watsonx(String url, String key, Duration limit) {
    return new VlmRequest(
        new Target(
            url,
            Map.of(),
            Dialects.named("watsonx"),
            Optional.of(new Secret(key)),
            Map.of("project_id", "p", "iam_url", url + "identity/token")),
        "{\"model\": \"m\"}",
        "p",
        new byte[] {1},
        "image/png",
        new Timeouts(limit, limit, limit, limit),
        false,
        List.of());
  }
}
