package dev.pagestream.ingest.options;

import dev.pagestream.schema.PictureDescription;
import dev.pagestream.topics.TopicCatalog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides which model describes a document's pictures, or that none may. Pure but for the nonce of
/// sealed headers; thread-safe.
public final class DescriptionPolicy {
  /// Prompt, parameters and headers travel with every page and picture, so they are bounded.
  static final int MAX_BYTES = 16 << 10;

  private static final double SCALE = 2.0; // docling's PictureDescriptionBaseOptions

  private final boolean remoteServices;
  private final Map<String, Preset> presets;
  private final HeaderSealer sealer;

  public DescriptionPolicy(
      boolean remoteServices, Map<String, Preset> presets, HeaderSealer sealer) {
    this.remoteServices = remoteServices;
    this.presets = new TreeMap<>(presets);
    this.sealer = sealer;
  }

  /// Empty when no descriptions were asked for.
  ///
  /// @throws RefusedException with a policy sentence
  Optional<PictureDescription> admit(ConvertOptions options) {
    if (options.customConfig()) {
      throw RefusedException.policy(
          "Custom picture description configuration is disabled by server policy.");
    }
    Optional<Preset> named = options.preset().map(this::preset);
    if (!options.describePictures()) {
      return Optional.empty();
    }
    if (!remoteServices) {
      throw RefusedException.policy(
          "Describing pictures needs a remote model, and remote services are off on this server. To allow them, start it"
              + " with --enable-remote-services or set DOCLING_SERVE_ENABLE_REMOTE_SERVICES=true.");
    }
    PictureDescription description =
        options
            .pictureApi()
            .map(api -> fromRequest(api, options))
            .orElseGet(() -> fromPreset(named.orElseGet(() -> fallback(options)), options));
    checkSize(description);
    return Optional.of(description);
  }

  private Preset preset(String name) {
    Preset preset = presets.get(name);
    if (preset == null) {
      String allowed = presets.isEmpty() ? "none" : String.join(", ", presets.keySet());
      throw RefusedException.policy(
          "Picture description preset '"
              + name
              + "' is not allowed. Allowed presets: "
              + allowed
              + ".");
    }
    return preset;
  }

  private Preset fallback(ConvertOptions options) {
    if (options.localModel()) {
      throw RefusedException.policy(
          "picture_description_local is not available: this server runs no models of its own. Give"
              + " picture_description_api or picture_description_preset.");
    }
    Preset preset = presets.get(Preset.DEFAULT_NAME);
    if (preset == null) {
      throw RefusedException.policy(
          "do_picture_description needs a model to ask: give picture_description_api with the url of an"
              + " OpenAI-compatible chat completions endpoint, or a configured picture_description_preset.");
    }
    return preset;
  }

  private PictureDescription fromRequest(PictureApi api, ConvertOptions options) {
    if (api.timeoutSeconds() <= 0) {
      throw RefusedException.policy("picture_description_api.timeout must be greater than 0.");
    }
    if (api.concurrency() < 1) {
      throw RefusedException.policy("picture_description_api.concurrency must be at least 1.");
    }
    return common(options)
        .setLane(TopicCatalog.ADHOC_LANE)
        .setUrl(PictureApi.endpoint(api.url()))
        .setHeaders(sealer.seal("picture_description_api.headers", api.headers()).orElse(null))
        .setParams(api.params().toString())
        .setModel(PictureApi.model(api.params()))
        .setPrompt(api.prompt())
        .setTimeoutMs(Math.max(1, Math.round(api.timeoutSeconds() * 1000)))
        .setConcurrency(api.concurrency())
        .setClassificationAllow(api.allow().orElse(null))
        .setClassificationDeny(api.deny().orElse(null))
        .setClassificationMinConfidence(api.minConfidence())
        .build();
  }

  private PictureDescription fromPreset(Preset preset, ConvertOptions options) {
    return common(options)
        .setLane(preset.lane())
        .setUrl(PictureApi.endpoint(URI.create(preset.url())))
        .setHeaders(sealer.seal("the preset's headers", preset.headers()).orElse(null))
        .setParams(preset.params().toString())
        .setModel(PictureApi.model(preset.params()))
        .setPrompt(preset.prompt().orElse(PictureApi.DEFAULT_PROMPT))
        .setTimeoutMs(preset.timeout().toMillis())
        .build();
  }

  private static PictureDescription.Builder common(ConvertOptions options) {
    return PictureDescription.newBuilder()
        .setScale(SCALE)
        .setAreaThreshold(options.areaThreshold())
        .setPromptContext(options.promptContext());
  }

  private static void checkSize(PictureDescription description) {
    int headers = description.getHeaders() == null ? 0 : description.getHeaders().remaining();
    int bytes =
        utf8(description.getPrompt())
            + utf8(description.getParams())
            + utf8(description.getUrl())
            + utf8(description.getClassificationAllow())
            + utf8(description.getClassificationDeny())
            + headers;
    if (bytes > MAX_BYTES) {
      throw RefusedException.policy(
          "Prompt, params, url, headers and classes of the picture description have "
              + bytes
              + " bytes together, the limit is "
              + MAX_BYTES
              + ".");
    }
  }

  private static int utf8(@Nullable List<String> texts) {
    return texts == null ? 0 : texts.stream().mapToInt(DescriptionPolicy::utf8).sum();
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
