package dev.pagestream.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An HTTP response with a JSON body.
record HttpReply(int status, String body, Map<String, String> headers) {
  HttpReply(int status, String body) {
    this(status, body, Map.of());
  }

  void write(OutputStream out) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(out, bytes, bytes.length);
  }

  /// Promises the whole body, sends half.
  void writeHalf(OutputStream out) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(out, bytes, bytes.length / 2);
  }

  private void write(OutputStream out, byte[] bytes, int sent) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(" Status\r\nContent-Type: application/json\r\n");
    head.append("Content-Length: ").append(bytes.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, 0, sent);
    out.flush();
  }
}
