package dev.pagestream.ingest.options;

import dev.pagestream.document.Purpose;
import dev.pagestream.ingest.profile.FigureClasses;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.ProfileStep;
import dev.pagestream.ingest.profile.Profiles;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.topics.TopicCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Decides which models are asked about a document's pictures, charts and pages, or that none may.
/// Thread-safe.
public final class DescriptionPolicy {
  private static final double SCALE = 2.0; // docling's PictureDescriptionBaseOptions
  private static final String API = "picture_description_api";
  private static final String CUSTOM = "picture_description_custom_config";
  private static final String PAGE_API = "vlm_pipeline_model_api";

  private final Switches switches;
  private final Profiles profiles;
  private final EndpointRule endpoints;
  private final QuestionWriter writer;

  /// What the operator allows.
  ///
  /// @param remoteServices calls to remote models
  /// @param customConfig configurations that requests bring along
  public record Switches(boolean remoteServices, boolean customConfig) {}

  public DescriptionPolicy(
      Switches switches, Profiles profiles, EndpointRule endpoints, QuestionWriter writer) {
    this.switches = switches;
    this.profiles = profiles;
    this.endpoints = endpoints;
    this.writer = writer;
  }

  /// Empty when no descriptions were asked for.
  ///
  /// @throws RefusedException with a policy sentence
  Optional<PictureDescription> pictures(ConvertOptions options) {
    ConvertOptions.Pictures asked = options.pictures();
    if (asked.customGiven() && !switches.customConfig()) {
      throw RefusedException.policy(
          "Custom picture description configuration is disabled by server policy.");
    }
    Optional<Profile> named = asked.preset().map(this::preset);
    if (!options.describePictures()) {
      return Optional.empty();
    }
    if (asked.api().isPresent()) {
      PictureApi api = asked.api().get();
      return written(
          "",
          API + ".headers",
          profile(API, api, SCALE, Optional.empty()),
          options,
          "Describing pictures");
    }
    if (asked.custom().isPresent()) {
      CustomPicture custom = asked.custom().get();
      Profile profile = profile(CUSTOM, custom.api(), custom.scale(), custom.areaThreshold());
      return written("", CUSTOM + ".headers", profile, options, "Describing pictures");
    }
    String name = asked.preset().orElse(Profile.DEFAULT_NAME);
    Profile profile = named.orElseGet(() -> fallback(asked));
    return written(name, "the profile's headers", profile, options, "Describing pictures");
  }

  /// Empty when charts are not to be read.
  ///
  /// @throws RefusedException with a policy sentence
  Optional<PictureDescription> charts(ConvertOptions options) {
    return options
        .charts()
        .flatMap(name ->
            written(
                name,
                "the profile's headers",
                profiles.chart(name).orElseThrow(),
                options,
                "Extracting charts"));
  }

  /// Empty when pages are analysed and not converted by a model.
  ///
  /// @throws RefusedException with a policy sentence
  Optional<PictureDescription> pages(ConvertOptions options) {
    ConvertOptions.Pages asked = options.pages();
    if (asked.customGiven()) {
      throw RefusedException.policy("Custom VLM configuration is disabled by server policy.");
    }
    if (!options.pipeline().equals("vlm")) {
      return Optional.empty();
    }
    if (asked.api().isPresent()) {
      return written(
          "", PAGE_API + ".headers", page(asked.api().get()), options, "Converting pages");
    }
    String name = asked.preset().orElse(Profile.DEFAULT_NAME);
    Profile profile =
        profiles
            .page(name)
            .or(() ->
                asked.preset().isEmpty() ? profiles.page("granite_docling") : Optional.empty())
            .orElseThrow(() ->
                RefusedException.policy(
                    "VLM pipeline preset '"
                        + name
                        + "' is not allowed. Allowed presets: "
                        + String.join(", ", profiles.pageNames())
                        + "."));
    return written(name, "the profile's headers", profile, options, "Converting pages");
  }

  private Optional<PictureDescription> written(
      String name, String headersField, Profile profile, ConvertOptions options, String what) {
    if (!switches.remoteServices() && !profile.lane().equals(TopicCatalog.LOCAL_LANE)) {
      throw RefusedException.policy(
          what
              + " needs a remote model, and remote services are off on this server. To allow them, start it"
              + " with --enable-remote-services or set DOCLING_SERVE_ENABLE_REMOTE_SERVICES=true.");
    }
    return Optional.of(
        writer.write(name, headersField, profile, options.questions(), options.areaThreshold()));
  }

  private Profile preset(String name) {
    return profiles
        .picture(name)
        .orElseThrow(() ->
            RefusedException.policy(
                "Picture description preset '"
                    + name
                    + "' is not allowed. Allowed presets: "
                    + String.join(", ", profiles.pictureNames())
                    + "."));
  }

  private Profile fallback(ConvertOptions.Pictures asked) {
    if (asked.local()) {
      throw RefusedException.policy(
          "picture_description_local is not available: this server runs no models of its own. Give"
              + " picture_description_api or picture_description_preset.");
    }
    return profiles
        .picture(Profile.DEFAULT_NAME)
        .orElseThrow(() ->
            RefusedException.policy(
                "do_picture_description needs a model to ask: give picture_description_api with the url of an"
                    + " OpenAI-compatible chat completions endpoint, or a picture_description_preset ("
                    + String.join(", ", profiles.pictureNames())
                    + ")."));
  }

  private Profile profile(
      String field, PictureApi api, double scale, Optional<Double> areaThreshold) {
    endpoints.check(field + ".url", api.url());
    checkLimits(field, api.timeoutSeconds(), api.concurrency());
    ProfileStep step = ProfileStep.of(Purpose.DESCRIBE_PICTURE, api.prompt(), api.params());
    return new Profile(
        TopicCatalog.ADHOC_LANE,
        api.url().toString(),
        api.headers(),
        duration(api.timeoutSeconds()),
        Optional.empty(),
        scale,
        areaThreshold,
        api.concurrency(),
        new Profile.Classes(
            classes(field, api.allow()), classes(field, api.deny()), api.minConfidence()),
        List.of(streaming(step, List.of())));
  }

  private Profile page(PageApi api) {
    endpoints.check(PAGE_API + ".url", api.url());
    checkLimits(PAGE_API, api.timeoutSeconds(), api.concurrency());
    ObjectNode params = api.params().deepCopy();
    if (!params.has("temperature")) {
      params.put("temperature", api.temperature());
    }
    if (!api.stop().isEmpty() && !params.has("stop")) {
      api.stop().forEach(params.putArray("stop")::add);
    }
    List<String> stoppers = new ArrayList<>(api.stoppers());
    if (api.responseFormat().equals("doctags")) {
      stoppers.add("tag:</doctag>");
    }
    stoppers.add("repetition");
    ProfileStep step =
        ProfileStep.of(Purpose.CONVERT_PAGE, api.prompt(), params)
            .withFormat(api.responseFormat(), List.of("looping"))
            .withMaxSide(api.maxSizePx())
            .streamed(stoppers);
    return new Profile(
        TopicCatalog.ADHOC_LANE,
        api.url().toString(),
        api.headers(),
        duration(api.timeoutSeconds()),
        Optional.empty(),
        api.scale(),
        Optional.empty(),
        api.concurrency(),
        Profile.Classes.ANY,
        List.of(step));
  }

  /// `stream` among the parameters asks for a stream.
  private static ProfileStep streaming(ProfileStep step, List<String> stoppers) {
    return QuestionWriter.streams(step.params()) ? step.streamed(stoppers) : step;
  }

  private static void checkLimits(String field, double timeoutSeconds, int concurrency) {
    if (timeoutSeconds <= 0) {
      throw RefusedException.policy(field + ".timeout must be greater than 0.");
    }
    if (concurrency < 0) {
      throw RefusedException.policy(field + ".concurrency must be at least 1.");
    }
  }

  private static List<String> classes(String field, Optional<List<String>> names) {
    try {
      return FigureClasses.all(names.orElse(List.of()));
    } catch (IllegalArgumentException e) {
      throw RefusedException.policy(field + ": " + e.getMessage() + ".");
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
  }
}
