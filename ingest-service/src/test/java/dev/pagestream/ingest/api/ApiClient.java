package dev.pagestream.ingest.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Talks to the API as clients do.
public final class ApiClient implements AutoCloseable {
  private static final String BOUNDARY = "----boundary";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  /// A part of a form; a file when it has a file name.
  @SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
  public record Part(String name, String fileName, byte[] content) {
    public static Part text(String name, String value) {
      return new Part(name, "\0", value.getBytes(StandardCharsets.UTF_8));
    }

    public static Part file(String fileName, byte[] content) {
      return new Part("files", fileName, content);
    }

    private byte[] head() {
      String file =
          fileName.equals("\0")
              ? ""
              : "; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream";
      return ("--"
              + BOUNDARY
              + "\r\nContent-Disposition: form-data; name=\""
              + name
              + "\""
              + file
              + "\r\n\r\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  public ApiClient(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  public HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> postJson(String path, String json)
      throws IOException, InterruptedException {
    return post(path, "application/json", BodyPublishers.ofString(json));
  }

  /// With a header more.
  public HttpResponse<String> postJson(String path, String json, String header, String value)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  public HttpResponse<String> postForm(String path, Part... parts)
      throws IOException, InterruptedException {
    List<byte[]> body = new ArrayList<>();
    for (Part part : parts) {
      body.add(part.head());
      body.add(part.content());
      body.add("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.add(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return post(
        path, "multipart/form-data; boundary=" + BOUNDARY, BodyPublishers.ofByteArrays(body));
  }

  public HttpResponse<String> post(String path, String contentType, BodyPublisher body)
      throws IOException, InterruptedException {
    return http.send(
        request(path).header("Content-Type", contentType).POST(body).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  @Override
  public void close() {
    http.close();
  }
}
