package dev.pagestream.vlm.dialect;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// IBM watsonx.ai, `/ml/v1/text/chat`: the model is `model_id`, one of `project_id` and `space_id`
/// is needed, streams have an address of their own, keys are exchanged for IAM tokens. Settings:
/// `project_id`, `space_id`, `version`, `iam_url`.
///
/// The nested `parameters` of text generation, which examples for docling use, are mapped with a
/// warning.
final class WatsonxDialect implements Dialect {
  private static final Logger LOG = LoggerFactory.getLogger(WatsonxDialect.class);
  static final String DEFAULT_VERSION = "2023-05-29";
  private static final String CHAT = "ml/v1/text/chat";
  private static final String STREAM = "_stream";
  private static final Map<String, String> GENERATION_NAMES =
      Map.of("max_new_tokens", Params.MAX_TOKENS, "stop_sequences", "stop", "random_seed", "seed");

  private final AtomicBoolean warned = new AtomicBoolean();

  @Override
  public String name() {
    return "watsonx";
  }

  @Override
  public HttpUrl completions(HttpUrl url, boolean stream, Map<String, String> settings) {
    HttpUrl.Builder builder = url.newBuilder();
    if (url.encodedPath().equals("/")) {
      builder.addPathSegments(CHAT);
    } else if (url.encodedPath().matches("/ml/v1/?")) {
      builder.encodedPath("/" + CHAT);
    }
    if (url.queryParameter("version") == null) {
      builder.addQueryParameter("version", settings.getOrDefault("version", DEFAULT_VERSION));
    }
    HttpUrl chat = builder.build();
    String path = chat.encodedPath();
    if (stream && path.endsWith("/chat")) {
      return chat.newBuilder().encodedPath(path + STREAM).build();
    }
    return !stream && path.endsWith("/chat" + STREAM)
        ? chat.newBuilder().encodedPath(path.substring(0, path.length() - STREAM.length())).build()
        : chat;
  }

  /// The list needs another scope of permission than a call.
  @Override
  public Optional<HttpUrl> models(HttpUrl url, Map<String, String> settings) {
    return Optional.empty();
  }

  @Override
  public void adapt(ObjectNode params, Map<String, String> settings) {
    flatten(params);
    Params.rename(params, "model", "model_id");
    Params.dropUnlimited(params);
    if (!params.has("project_id") && !params.has("space_id")) {
      if (settings.containsKey("project_id")) {
        params.put("project_id", settings.get("project_id"));
      } else if (settings.containsKey("space_id")) {
        params.put("space_id", settings.get("space_id"));
      }
    }
  }

  @Override
  public boolean asksForUsage() {
    return false;
  }

  @Override
  public boolean streamsByAddress() {
    return true;
  }

  @Override
  public boolean exchangesKey() {
    return true;
  }

  private void flatten(ObjectNode params) {
    if (!(params.get("parameters") instanceof ObjectNode nested)) {
      return;
    }
    params.remove("parameters");
    for (Map.Entry<String, JsonNode> parameter : nested.properties()) {
      String name = GENERATION_NAMES.getOrDefault(parameter.getKey(), parameter.getKey());
      if (!params.has(name)) {
        params.set(name, parameter.getValue());
      }
    }
    if (warned.compareAndSet(false, true)) {
      LOG.atWarn()
          .log(
              "nested parameters are those of text generation; they were mapped to those of chat, give them flat");
    }
  }
}
