package dev.pagestream.vlm.dialect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// The address calls go to. docling gives the full URL, others the base that ends in a version
/// (`.../v1`): a base gets `/chat/completions` appended, anything else is used as it is.
public final class CompletionsUrl {
  private static final Pattern VERSION = Pattern.compile("v\\d+(alpha|beta)?\\d*|openai");
  private static final String COMPLETIONS = "/chat/completions";

  private CompletionsUrl() {}

  /// Empty when the text is not an HTTP URL.
  public static Optional<HttpUrl> parse(String url) {
    return Optional.ofNullable(HttpUrl.parse(url.strip()));
  }

  /// Scheme, host, port and path: what may be shown. Queries and user names can hold keys.
  public static String shown(HttpUrl url) {
    return url.newBuilder().username("").password("").query(null).fragment(null).build().toString();
  }

  static HttpUrl of(HttpUrl url) {
    return isBase(url) ? with(url, trimmed(url) + COMPLETIONS) : url;
  }

  /// Empty when the address is neither a base nor that of chat completions.
  static Optional<HttpUrl> models(HttpUrl url) {
    String path = trimmed(url);
    if (path.endsWith(COMPLETIONS)) {
      return Optional.of(
          with(url, path.substring(0, path.length() - COMPLETIONS.length()) + "/models"));
    }
    return isBase(url) ? Optional.of(with(url, path + "/models")) : Optional.empty();
  }

  private static boolean isBase(HttpUrl url) {
    List<String> segments =
        url.pathSegments().stream().filter(segment -> !segment.isEmpty()).toList();
    return !segments.isEmpty() && VERSION.matcher(segments.getLast()).matches();
  }

  private static String trimmed(HttpUrl url) {
    String path = url.encodedPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path;
  }

  private static HttpUrl with(HttpUrl url, String path) {
    return url.newBuilder().encodedPath(path).build();
  }
}
