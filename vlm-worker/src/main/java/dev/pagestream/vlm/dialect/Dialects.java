package dev.pagestream.vlm.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// All dialects, by name and by what an address betrays.
public final class Dialects {
  private static final Set<String> PNG_JPEG = Set.of("image/png", "image/jpeg");
  private static final Set<String> WITH_GIF = Set.of("image/png", "image/jpeg", "image/gif");
  private static final Set<String> WITH_WEBP =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  /// Chat completions as docling sends them.
  public static final Dialect GENERIC = new PlainDialect("generic", PNG_JPEG);

  private static final Dialect OPENAI = new OpenAiDialect();
  private static final Dialect AZURE = new AzureDialect();
  private static final Dialect OLLAMA =
      new MaxTokensDialect("ollama", Set.of("image/png", "image/jpeg", "image/webp"));
  private static final Dialect LMSTUDIO = new MaxTokensDialect("lmstudio", PNG_JPEG);
  private static final Dialect OPENROUTER = new PlainDialect("openrouter", WITH_WEBP);
  private static final Dialect ANTHROPIC = new AnthropicDialect();
  private static final Dialect GEMINI = new GeminiDialect();
  private static final Dialect WATSONX = new WatsonxDialect();

  private static final List<Dialect> ALL =
      List.of(
          GENERIC,
          OPENAI,
          AZURE,
          new PlainDialect("vllm", WITH_WEBP),
          OLLAMA,
          LMSTUDIO,
          new PlainDialect("llamacpp", WITH_GIF),
          OPENROUTER,
          ANTHROPIC,
          GEMINI,
          WATSONX);

  private Dialects() {}

  /// @throws IllegalArgumentException when there is none of this name; the message names those
  ///   there are
  public static Dialect named(String name) {
    return ALL.stream()
        .filter(dialect -> dialect.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "dialect is " + name + ", must be one of " + String.join(", ", names())));
  }

  public static List<String> names() {
    return ALL.stream().map(Dialect::name).toList();
  }

  /// The dialect an address betrays; [#GENERIC] when it betrays none.
  public static Dialect of(String url) {
    Optional<HttpUrl> parsed = CompletionsUrl.parse(url);
    return parsed.isEmpty() ? GENERIC : of(parsed.get());
  }

  private static Dialect of(HttpUrl url) {
    String host = url.host().toLowerCase(Locale.ROOT);
    if (host.equals("api.openai.com")) {
      return OPENAI;
    }
    if (host.endsWith(".openai.azure.com")) {
      return AZURE;
    }
    if (host.equals("openrouter.ai")) {
      return OPENROUTER;
    }
    if (host.equals("api.anthropic.com")) {
      return ANTHROPIC;
    }
    if (host.equals("generativelanguage.googleapis.com")) {
      return GEMINI;
    }
    if (host.endsWith(".ml.cloud.ibm.com")
        || host.endsWith(".aws.wxai.ibm.com")
        || url.encodedPath().startsWith("/ml/v1/")) {
      return WATSONX;
    }
    return switch (url.port()) {
      case 11434 -> OLLAMA;
      case 1234 -> LMSTUDIO;
      default -> GENERIC;
    };
  }
}
