package dev.pagestream.document.export;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses of images that may stand in a page: pixels in the address itself, files beside the
/// document, and the web.
final class ImageUri {
  private static final Pattern DATA =
      Pattern.compile("data:image/[a-z0-9][a-z0-9.+-]{0,40};base64,[A-Za-z0-9+/=]++");

  private static final Pattern WEB =
      Pattern.compile("https?://[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]++");

  /// As Python's `quote` leaves them, with which docling writes paths.
  private static final Pattern UNQUOTED = Pattern.compile("[A-Za-z0-9_.~/-]");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  private ImageUri() {}

  /// Not escaped for an attribute.
  ///
  /// @return empty when it is none of these
  static Optional<String> of(String uri) {
    if (DATA.matcher(uri).matches() || WEB.matcher(uri).matches()) {
      return Optional.of(uri);
    }
    boolean elsewhere =
        uri.isBlank()
            || uri.startsWith("/")
            || uri.startsWith("\\")
            || SCHEME.matcher(uri.strip()).lookingAt();
    return elsewhere ? Optional.empty() : Optional.of(quoted(uri));
  }

  private static String quoted(String path) {
    StringBuilder quoted = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      String character = String.valueOf((char) (octet & 0xFF));
      quoted.append(
          UNQUOTED.matcher(character).matches() ? character : "%%%02X".formatted(octet & 0xFF));
    }
    return quoted.toString();
  }
}
