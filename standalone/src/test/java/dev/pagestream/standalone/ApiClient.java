package dev.pagestream.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the API that shares nothing with the product's own.
final class ApiClient {
  private static final String BOUNDARY = "----pagestream-test";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI api;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  ApiClient(URI api) {
    this.api = api;
  }

  record Answer(int status, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofSeconds(90)).GET());
  }

  Answer postJson(String path, Object body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  Answer postFile(String name, byte[] content, Map<String, String> fields)
      throws IOException, InterruptedException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    fields.forEach((field, value) ->
        form.writeBytes(
            text(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, field, value))));
    form.writeBytes(
        text(
            "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                .formatted(BOUNDARY, name)));
    form.writeBytes(content);
    form.writeBytes(text("\r\n--%s--\r\n".formatted(BOUNDARY)));
    return send(
        HttpRequest.newBuilder(api.resolve("/v1/convert/file/async"))
            .timeout(Duration.ofSeconds(90))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())));
  }

  /// Submits and returns the task id.
  String submit(String name, byte[] content, Map<String, String> fields)
      throws IOException, InterruptedException {
    Answer answer = postFile(name, content, fields);
    if (answer.status() != 200) {
      throw new AssertionError("submission of " + name + " answered " + answer);
    }
    return answer.json().path("task_id").asString();
  }

  /// Polls until the task has ended and returns its result.
  JsonNode awaitResult(String taskId, Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    String state = "";
    while (System.nanoTime() < end) {
      Answer status = get("/v1/status/poll/" + taskId + "?wait=5");
      state = status.body();
      if (status.status() == 200
          && java.util.List.of("success", "failure")
              .contains(status.json().path("task_status").asString())) {
        return get("/v1/result/" + taskId).json();
      }
    }
    throw new AssertionError("task " + taskId + " has not ended after " + limit + ": " + state);
  }

  /// Fields that ask for descriptions from this endpoint.
  static Map<String, String> describedBy(URI chatUrl) {
    return Map.of(
        "to_formats", "md",
        "do_picture_description", "true",
        "picture_description_api",
            "{\"url\": \"%s\", \"params\": {\"model\": \"fake-vision\"}, \"timeout\": 30}"
                .formatted(chatUrl));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
