package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.RefusedException;
import java.util.Set;

/// What this server does not do with a request as a whole. The sentences are docling-serve's;
/// clients match some of them.
final class RequestPolicy {
  private static final Set<String> ALLOWED_TARGETS = Set.of("inbody", Intake.ZIP);

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
    if (!ALLOWED_TARGETS.contains(intake.target())) {
      throw RefusedException.policy(
          "target kind '"
              + intake.target()
              + "' is not allowed. Allowed values: ['inbody', 'zip', 'presigned_url'].");
    }
    if (intake.options().imageExportMode().equals("referenced")
        && !intake.target().equals(Intake.ZIP)) {
      throw RefusedException.policy(
          "image_export_mode 'referenced' needs the target 'zip': the files it refers to come in it.");
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
