package dev.pagestream.vlm.dialect;

import dev.pagestream.runtime.config.Secret;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Azure OpenAI: the deployment is in the path, the version of the API in the query, the key in a
/// header of its own. Settings: `deployment`, `api_version`. A base is
/// `https://NAME.openai.azure.com`.
record AzureDialect() implements Dialect {
  static final String DEFAULT_VERSION = "2024-10-21";
  private static final String VERSION = "api-version";

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public HttpUrl completions(HttpUrl url, boolean stream, Map<String, String> settings) {
    HttpUrl.Builder builder = url.newBuilder();
    boolean bare = url.encodedPath().equals("/");
    if (bare && settings.containsKey("deployment")) {
      builder
          .addPathSegments("openai/deployments")
          .addPathSegment(settings.get("deployment"))
          .addPathSegments("chat/completions");
    } else if (url.encodedPath().matches(".*/deployments/[^/]+/?")) {
      builder.addPathSegments("chat/completions");
    }
    HttpUrl full = builder.build();
    return full.queryParameter(VERSION) == null && full.encodedPath().contains("/deployments/")
        ? full.newBuilder()
            .addQueryParameter(VERSION, settings.getOrDefault("api_version", DEFAULT_VERSION))
            .build()
        : CompletionsUrl.of(full);
  }

  /// The list has the models of the region, not the deployments of the resource.
  @Override
  public Optional<HttpUrl> models(HttpUrl url, Map<String, String> settings) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> keyHeaders(Secret key) {
    return Map.of("api-key", key.value());
  }
}
