package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.RefusedException;

/// What this server does not do with a request as a whole. The sentences are docling-serve's;
/// clients match some of them.
final class RequestPolicy {
  private final int maxSources;

  RequestPolicy(int maxSources) {
    this.maxSources = maxSources;
  }

  /// @param what `sources` or `files`
  void check(Intake intake, String what) {
    if (intake.sources().size() > maxSources) {
      throw tooMany(what, intake.sources().size(), maxSources);
    }
    if (intake.target().equals("presigned_url")) {
      // Clients try this target first and fall back to inbody on exactly these words.
      throw RefusedException.policy(
          "Presigned URL target requires artifact storage to be configured and enabled on the server.");
    }
    if (!intake.target().equals("inbody")) {
      throw RefusedException.policy(
          "target kind '"
              + intake.target()
              + "' is not allowed. Allowed values: ['inbody', 'presigned_url'].");
    }
    if (intake.callbacks() > 0) {
      throw RefusedException.policy("Callbacks are disabled by server policy.");
    }
  }

  static RefusedException tooMany(String what, int count, int limit) {
    return RefusedException.policy(
        "Too many " + what + ": " + count + " exceeds the maximum of " + limit + ".");
  }
}
