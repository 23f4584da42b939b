package dev.pagestream.cli.rest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a docling-serve compatible API: submit, poll, fetch. Thread-safe.
public final class ConversionClient implements AutoCloseable {
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(15);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpUrl base;
  private final OkHttpClient http;

  /// @param server root URL, without `/v1`
  public ConversionClient(URI server) {
    HttpUrl url = HttpUrl.get(server);
    if (url == null) {
      throw new IllegalArgumentException("not an http or https URL: " + server);
    }
    this.base = url;
    this.http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofMinutes(2))
            .writeTimeout(Duration.ofMinutes(2))
            .callTimeout(UPLOAD_LIMIT)
            .build();
  }

  /// Hands in a file; every option becomes a form field of its own, values that are no text as
  /// JSON.
  ///
  /// @return the task id
  /// @throws ApiException when the API refuses
  /// @throws IOException when it cannot be reached
  public String submitFile(Path file, Map<String, Object> options) throws IOException {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    options.forEach((name, value) -> field(form, name, value));
    String fileName = String.valueOf(file.getFileName());
    form.addFormDataPart("files", fileName, RequestBody.create(file.toFile(), BYTES));
    return submitted(new Request.Builder().url(path("v1/convert/file/async")).post(form.build()));
  }

  /// Hands in a URL for the service to fetch.
  ///
  /// @return the task id
  public String submitUrl(String url, Map<String, Object> options) throws IOException {
    Map<String, Object> body =
        Map.of("sources", List.of(Map.of("kind", "http", "url", url)), "options", options);
    return submitted(
        new Request.Builder()
            .url(path("v1/convert/source/async"))
            .post(RequestBody.create(JSON.writeValueAsBytes(body), JSON_TYPE)));
  }

  /// Waits up to `wait` for the status to change and returns `task_status`.
  public String poll(String taskId, Duration wait) throws IOException {
    HttpUrl url =
        path("v1/status/poll/" + taskId)
            .newBuilder()
            .addQueryParameter("wait", Long.toString(wait.toSeconds()))
            .build();
    return call(new Request.Builder().url(url).get()).path("task_status").asString("");
  }

  /// The result of a finished task with one document.
  public JsonNode result(String taskId) throws IOException {
    return call(new Request.Builder().url(path("v1/result/" + taskId)).get());
  }

  /// Whether somebody answers `GET /health`.
  public boolean isAlive() {
    try {
      return call(new Request.Builder().url(path("health")).get())
          .path("status")
          .asString("")
          .equals("ok");
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static void field(MultipartBody.Builder form, String name, Object value) {
    switch (value) {
      case String text -> form.addFormDataPart(name, text);
      case Iterable<?> items ->
          items.forEach(item -> form.addFormDataPart(name, String.valueOf(item)));
      case Map<?, ?> object -> form.addFormDataPart(name, JSON.writeValueAsString(object));
      case Object other -> form.addFormDataPart(name, other.toString());
    }
  }

  private String submitted(Request.Builder request) throws IOException {
    String taskId = call(request).path("task_id").asString("");
    if (taskId.isEmpty()) {
      throw new ApiException(200, "the answer to the submission has no task_id");
    }
    return taskId;
  }

  private HttpUrl path(String relative) {
    return base.newBuilder().addPathSegments(relative).build();
  }

  private JsonNode call(Request.Builder request) throws IOException {
    try (Response response = http.newCall(request.build()).execute()) {
      byte[] body = response.body().bytes();
      if (!response.isSuccessful()) {
        throw new ApiException(response.code(), detail(body));
      }
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new ApiException(200, "the answer is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String detail(byte[] body) {
    try {
      JsonNode detail = JSON.readTree(body).path("detail");
      if (detail.isString()) {
        return detail.asString();
      }
      StringBuilder problems = new StringBuilder();
      for (JsonNode problem : detail) {
        problems.append(problems.isEmpty() ? "" : "; ");
        problems.append(problem.path("loc")).append(' ').append(problem.path("msg").asString(""));
      }
      return problems.toString();
    } catch (JacksonException e) {
      return "the answer is not JSON";
    }
  }
}
