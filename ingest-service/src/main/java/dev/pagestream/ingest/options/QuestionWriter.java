package dev.pagestream.ingest.options;

import dev.pagestream.ingest.profile.BuiltInProfiles;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.ProfileStep;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Writes a profile down as it travels with a document: complete, so that nothing is looked up any
/// more on its way. Thread-safe.
public final class QuestionWriter {
  /// Prompts, parameters and headers travel with every page and picture, so they are bounded.
  static final int MAX_BYTES = 32 << 10;

  private final HeaderSealer sealer;
  private final InstantSource clock;

  public QuestionWriter(HeaderSealer sealer, InstantSource clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  /// @param name of the profile; empty when the request gave the settings
  /// @param headersField where the headers were given, for the refusal
  /// @param areaThreshold of the request
  PictureDescription write(
      String name,
      String headersField,
      Profile profile,
      QuestionOptions options,
      double areaThreshold) {
    Profile.Classes classes = profile.classes();
    List<ProfileStep> steps = steps(profile, options);
    ProfileStep last = steps.getLast();
    boolean classified = steps.size() > profile.steps().size();
    List<VisionStep> written = new ArrayList<>();
    for (ProfileStep step : steps) {
      boolean filters = classified && step.equals(last);
      written.add(step(step, filters ? classes : Profile.Classes.ANY));
    }
    PictureDescription description =
        PictureDescription.newBuilder()
            .setLane(profile.lane())
            .setUrl(profile.url().isEmpty() ? "" : PictureApi.endpoint(URI.create(profile.url())))
            .setHeaders(sealer.seal(headersField, profile.headers()).orElse(null))
            .setParams(last.params().toString())
            .setModel(PictureApi.model(last.params()))
            .setPrompt(last.prompt())
            .setPromptContext(last.promptContext())
            .setTimeoutMs(Math.max(1, profile.timeout().toMillis()))
            .setConcurrency(profile.concurrency())
            .setScale(profile.scale())
            .setAreaThreshold(profile.areaThreshold().orElse(areaThreshold))
            .setClassificationAllow(classes.allow().isEmpty() ? null : classes.allow())
            .setClassificationDeny(classes.deny().isEmpty() ? null : classes.deny())
            .setClassificationMinConfidence(classes.minConfidence())
            .setProfile(name)
            .setFirstByteTimeoutMs(profile.firstByteTimeout().map(d -> d.toMillis()).orElse(0L))
            .setAnswersNotBefore(options.refresh() ? clock.instant() : null)
            .setSteps(written)
            .build();
    checkSize(description);
    return description;
  }

  private static List<ProfileStep> steps(Profile profile, QuestionOptions options) {
    List<ProfileStep> steps = new ArrayList<>(profile.steps());
    ProfileStep last = steps.removeLast();
    ProfileStep changed =
        last.withContext(last.promptContext() || options.promptContext())
            .withGates(options.gates().orElse(last.gates()))
            .in(options.language().orElse(""));
    steps.add(changed);
    boolean byClass = !profile.classes().allow().isEmpty() || !profile.classes().deny().isEmpty();
    if (options.classify() && byClass) {
      steps.addFirst(BuiltInProfiles.classify(PictureApi.model(last.params())));
    }
    return steps;
  }

  private static VisionStep step(ProfileStep step, Profile.Classes classes) {
    List<String> allow = classes.allow().isEmpty() ? step.allowClasses() : classes.allow();
    return VisionStep.newBuilder()
        .setPurpose(VisionPurpose.valueOf(step.purpose().name()))
        .setModel(PictureApi.model(step.params()))
        .setPrompt(step.prompt())
        .setParams(step.params().toString())
        .setPromptContext(step.promptContext())
        .setResponseFormat(step.responseFormat())
        .setStream(step.stream())
        .setStoppers(step.stoppers())
        .setImageMaxSidePx(step.maxSidePx())
        .setImageMaxPixels(step.maxPixels())
        .setImageEncoding(step.imageEncoding())
        .setLanguage(step.language())
        .setGates(step.gates())
        .setAllowClasses(allow)
        .setDenyClasses(classes.deny())
        .setMinConfidence(classes.minConfidence())
        .build();
  }

  private static void checkSize(PictureDescription description) {
    int bytes = utf8(description.getUrl());
    bytes += description.getHeaders() == null ? 0 : description.getHeaders().remaining();
    bytes += utf8(Optional.ofNullable(description.getClassificationAllow()).orElse(List.of()));
    bytes += utf8(Optional.ofNullable(description.getClassificationDeny()).orElse(List.of()));
    for (VisionStep step : description.getSteps()) {
      bytes += utf8(step.getPrompt()) + utf8(step.getParams()) + utf8(step.getStoppers());
    }
    if (bytes > MAX_BYTES) {
      throw RefusedException.policy(
          "Prompt, params, url, headers and classes of the picture description have "
              + bytes
              + " bytes together, the limit is "
              + MAX_BYTES
              + ".");
    }
  }

  private static int utf8(List<String> texts) {
    return texts.stream().mapToInt(QuestionWriter::utf8).sum();
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Whether parameters ask for a stream.
  static boolean streams(JsonNode params) {
    return params.path("stream").asBoolean(false);
  }
}
