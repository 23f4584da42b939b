package dev.pagestream.vlm.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// The address calls go to. docling gives the full URL, others the base that ends in a version
/// (`.../v1`): a base gets `/chat/completions` appended, anything else is used as it is.
final class CompletionsUrl {
  private static final Pattern VERSION = Pattern.compile("v\\d+(alpha|beta)?\\d*|openai");

  private CompletionsUrl() {}

  /// Empty when the text is not an HTTP URL.
  static Optional<HttpUrl> of(String url) {
    return Optional.ofNullable(HttpUrl.parse(url.strip())).map(CompletionsUrl::complete);
  }

  /// Scheme, host, port and path: what may be shown. Queries and user names can hold keys.
  static String shown(HttpUrl url) {
    return url.newBuilder().username("").password("").query(null).fragment(null).build().toString();
  }

  private static HttpUrl complete(HttpUrl url) {
    List<String> segments =
        url.pathSegments().stream().filter(segment -> !segment.isEmpty()).toList();
    boolean base = !segments.isEmpty() && VERSION.matcher(segments.getLast()).matches();
    if (!base) {
      return url;
    }
    String slash = url.encodedPath().endsWith("/") ? "" : "/";
    return url.newBuilder().encodedPath(url.encodedPath() + slash + "chat/completions").build();
  }
}
