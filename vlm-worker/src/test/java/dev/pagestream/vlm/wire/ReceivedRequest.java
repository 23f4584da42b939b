package dev.pagestream.vlm.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request as it came in.
///
/// @param headers names in lower case
record ReceivedRequest(String line, Map<String, String> headers, String body) {
  /// The next one on the connection; empty when the client has closed it.
  static Optional<ReceivedRequest> read(InputStream in) throws IOException {
    Optional<String> start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = present(in); !header.isEmpty(); header = present(in)) {
      String[] words = header.split(": ", 2);
      String twice = headers.put(words[0].toLowerCase(Locale.ROOT), words[1]);
      if (twice != null) {
        throw new IOException("sent twice: " + header);
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the request is cut off");
    }
    return Optional.of(
        new ReceivedRequest(start.get(), headers, new String(body, StandardCharsets.UTF_8)));
  }

  private static String present(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("the request is cut off"));
  }

  /// Up to CRLF, which alone ends a line.
  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int last = 0;
    for (int next = in.read(); next != -1; next = in.read()) {
      if (last == '\r' && next == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.substring(0, text.length() - 1));
      }
      line.write(next);
      last = next;
    }
    if (line.size() > 0) {
      throw new EOFException("the request is cut off");
    }
    return Optional.empty();
  }
}
