package dev.pagestream.pageworker.web;

import dev.pagestream.pageworker.written.EmbeddedImage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// The images that HTML and Markdown name by an address. Only those in the address itself are read.
final class WebImage {
  private static final String DATA = "data:";

  private WebImage() {}

  static EmbeddedImage at(String address) {
    String stripped = address.strip();
    if (stripped.isEmpty()) {
      return new EmbeddedImage.Missing("the document names no image for it");
    }
    if (!stripped.regionMatches(true, 0, DATA, 0, DATA.length())) {
      return new EmbeddedImage.Missing(
          "its image lies outside of the document and is not fetched; embed it as a data: address");
    }
    int comma = stripped.indexOf(',');
    if (comma < 0) {
      return new EmbeddedImage.Missing("its data: address is damaged");
    }
    boolean base64 =
        stripped.substring(0, comma).toLowerCase(Locale.ROOT).stripTrailing().endsWith(";base64");
    // A damaged one throws when it is read.
    return EmbeddedImage.of(() -> decode(stripped.substring(comma + 1), base64));
  }

  private static byte[] decode(String data, boolean base64) {
    String plain =
        data.indexOf('%') < 0
            ? data
            : URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    return base64
        ? Base64.getMimeDecoder().decode(plain)
        : plain.getBytes(StandardCharsets.ISO_8859_1);
  }
}
