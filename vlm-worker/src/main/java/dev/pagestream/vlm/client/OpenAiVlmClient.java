package dev.pagestream.vlm.client;

import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.lifecycle.Version;
import dev.pagestream.vlm.client.VlmReply.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chat completions over HTTP/1.1, as docling calls them. Blocks the calling (virtual) thread; any
/// number of calls may run at once. Close it when no call runs any more.
///
/// Nothing is sent twice behind our back: no silent re-send on a broken connection, no redirects.
/// Idle connections are dropped before the five seconds after which common model servers close
/// them.
public final class OpenAiVlmClient implements VlmClient, AutoCloseable {
  private static final Duration KEEP_ALIVE = Duration.ofMillis(3500);
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final String USER_AGENT = "pagestream/" + Version.current();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Set by the client itself: the framing of the message, and the compression it undoes.
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "accept-encoding", "host");

  private final OkHttpClient http;
  private final int maxAnswerBytes;
  private final InstantSource clock;

  /// @param connectTimeout at most this long for connecting, within the time-out of the call
  /// @param maxAnswerBytes of a response body, after decompression
  /// @param maxIdleConnections kept between calls; as many as calls run at once
  public OpenAiVlmClient(
      Duration connectTimeout, int maxAnswerBytes, int maxIdleConnections, InstantSource clock) {
    this.maxAnswerBytes = maxAnswerBytes;
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(connectTimeout)
            .connectionPool(
                new ConnectionPool(
                    maxIdleConnections, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  @Override
  public VlmReply call(VlmRequest request) throws InterruptedException {
    Request prepared;
    try {
      prepared = prepare(request);
    } catch (IllegalArgumentException e) {
      return new Rejected(FailureCode.MODEL_FAILED, "the call cannot be made: " + e.getMessage());
    }
    ConnectionWatch watch = new ConnectionWatch();
    long start = System.nanoTime();
    try (Response response = client(request.timeouts().total(), watch).newCall(prepared).execute()) {
      Optional<byte[]> body = bounded(response.body().byteStream());
      if (body.isEmpty()) {
        return ReplyTable.of(HttpFault.TOO_LARGE, ": more than " + maxAnswerBytes + " bytes");
      }
      Duration latency = Duration.ofNanos(System.nanoTime() - start);
      return ReplyReader.read(answer(response, body.get(), request.target().headers(), latency));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("call cut short");
      }
      return fault(e, watch.connected.get(), request.timeouts().total());
    }
  }

  private OkHttpClient client(Duration timeout, ConnectionWatch watch) {
    return http.newBuilder()
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .callTimeout(timeout)
        .eventListener(watch)
        .build();
  }

  private static Request prepare(VlmRequest request) {
    HttpUrl url =
        CompletionsUrl.of(request.target().url())
            .orElseThrow(() -> new IllegalArgumentException("the address is not an HTTP URL"));
    Request.Builder builder =
        new Request.Builder().url(url).header("Accept", "*/*").header("User-Agent", USER_AGENT);
    MediaType type = JSON_TYPE;
    for (Map.Entry<String, String> header : request.target().headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("content-type")) {
        type = Optional.ofNullable(MediaType.parse(header.getValue())).orElse(JSON_TYPE);
      } else if (!OWN_HEADERS.contains(name)) {
        set(builder, header.getKey(), header.getValue());
      }
    }
    return builder.post(new Body(ChatBody.of(request), type)).build();
  }

  /// OkHttp quotes the value of a malformed header in its message; ours must not.
  private static void set(Request.Builder builder, String name, String value) {
    try {
      builder.header(name, value.strip());
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "a request header has a name or value that HTTP does not allow");
    }
  }

  private Optional<byte[]> bounded(InputStream body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      bytes.write(chunk, 0, read);
      if (bytes.size() > maxAnswerBytes) {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toByteArray());
  }

  private HttpAnswer answer(
      Response response, byte[] body, Map<String, String> headers, Duration latency) {
    Optional<JsonNode> json = json(body);
    return new HttpAnswer(
        response.code(),
        RetryAfter.of(
            Optional.ofNullable(response.header("retry-after-ms")),
            Optional.ofNullable(response.header("Retry-After")),
            clock.instant()),
        Optional.ofNullable(response.header("Location"))
            .map(location ->
                Optional.ofNullable(response.request().url().resolve(location))
                    .map(CompletionsUrl::shown)
                    .orElse("an address that is none")),
        json,
        ErrorText.of(json, body, headers.values()),
        latency);
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainer);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static VlmReply fault(IOException e, boolean connected, Duration timeout) {
    if (connected) {
      return e instanceof InterruptedIOException
          ? ReplyTable.of(HttpFault.TIMED_OUT, " (limit " + timeout.toMillis() + " ms)")
          : ReplyTable.of(HttpFault.BROKEN, ": " + e.getMessage());
    }
    return switch (e) {
      case UnknownHostException _ -> ReplyTable.of(HttpFault.UNKNOWN_HOST, "");
      case ConnectException _ -> ReplyTable.of(HttpFault.REFUSED, "");
      case InterruptedIOException _ ->
          ReplyTable.of(HttpFault.NOT_CONNECTED, ": no connection in time");
      case IOException _ ->
          ReplyTable.of(HttpFault.NOT_CONNECTED, ": " + e.getClass().getSimpleName());
    };
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  /// Whether the call ever had a connection: before that nothing was sent.
  private static final class ConnectionWatch extends EventListener {
    private final AtomicBoolean connected = new AtomicBoolean();

    @Override
    public void connectionAcquired(Call call, Connection connection) {
      connected.set(true);
    }
  }

  private static final class Body extends RequestBody {
    private final ChatBody chat;
    private final MediaType type;

    Body(ChatBody chat, MediaType type) {
      this.chat = chat;
      this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return chat.length();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      chat.writeTo(sink.outputStream());
    }
  }
}
