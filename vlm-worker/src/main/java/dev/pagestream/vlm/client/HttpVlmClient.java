package dev.pagestream.vlm.client;

import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.lifecycle.Version;
import dev.pagestream.vlm.client.VlmReply.Rejected;
import dev.pagestream.vlm.dialect.CompletionsUrl;
import dev.pagestream.vlm.dialect.Dialect;
import dev.pagestream.vlm.dialect.Dialects;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
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
import tools.jackson.databind.node.ObjectNode;

/// Chat completions over HTTP/1.1, streamed or in one piece, in the dialect of the target. Blocks
/// the calling (virtual) thread; any number of calls may run at once. Close it when no call runs
/// any more.
///
/// Nothing is sent twice behind our back: no silent re-send on a broken connection, no redirects.
/// Idle connections are dropped before the five seconds after which common model servers close
/// them. A stopper that fires closes the connection at once: that is what makes servers stop.
public final class HttpVlmClient implements VlmClient, AutoCloseable {
  private static final Duration KEEP_ALIVE = Duration.ofMillis(3500);
  private static final Duration IAM_LIMIT = Duration.ofSeconds(30);
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final String USER_AGENT = "pagestream/" + Version.current();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TOKEN_EXPIRED = "authentication_token_expired";
  private static final List<String> CAPS = List.of("max_completion_tokens", "max_tokens");

  /// Set by the client itself: the framing of the message, and the compression it undoes.
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "accept-encoding", "host");

  private final OkHttpClient http;
  private final int maxAnswerBytes;
  private final InstantSource clock;
  private final IamTokens tokens;

  /// @param maxAnswerBytes of a response body, after decompression
  /// @param maxIdleConnections kept between calls; as many as calls run at once
  public HttpVlmClient(int maxAnswerBytes, int maxIdleConnections, InstantSource clock) {
    this.maxAnswerBytes = maxAnswerBytes;
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(
                new ConnectionPool(
                    maxIdleConnections, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    this.tokens = new IamTokens(http.newBuilder().callTimeout(IAM_LIMIT).build(), clock);
  }

  /// How one call is authorised.
  private sealed interface Authority {
    /// @param token exchanged for a key; empty when the key itself is sent
    record Headers(Map<String, String> headers, Optional<String> token) implements Authority {}

    record Refused(VlmReply reply) implements Authority {}
  }

  @Override
  public VlmReply call(VlmRequest request) throws InterruptedException {
    return switch (authority(request.target())) {
      case Authority.Refused(VlmReply reply) -> reply;
      case Authority.Headers first -> {
        Exchange exchange = call(request, first);
        if (!exchange.expired() || first.token().isEmpty()) {
          yield exchange.reply();
        }
        tokens.forget(first.token().get());
        yield switch (authority(request.target())) {
          case Authority.Refused(VlmReply reply) -> reply;
          case Authority.Headers renewed -> call(request, renewed).reply();
        };
      }
    };
  }

  private Authority authority(Target target) throws InterruptedException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(target.headers());
    if (target.apiKey().isEmpty() || headers.containsKey("Authorization")) {
      return new Authority.Headers(headers, Optional.empty());
    }
    Secret key = target.apiKey().get();
    if (!target.dialect().exchangesKey()) {
      target.dialect().keyHeaders(key).forEach(headers::putIfAbsent);
      return new Authority.Headers(headers, Optional.empty());
    }
    String service = target.settings().getOrDefault("iam_url", IamTokens.DEFAULT_URL);
    Optional<HttpUrl> url = CompletionsUrl.parse(service);
    if (url.isEmpty()) {
      return new Authority.Refused(
          new Rejected(FailureCode.REQUEST_REJECTED, "iam_url of the lane is not an HTTP URL"));
    }
    return switch (tokens.token(key, url.get())) {
      case IamTokens.Exchanged.Refused(VlmReply reply) -> new Authority.Refused(reply);
      case IamTokens.Exchanged.Interrupted _ ->
          throw new InterruptedException("token exchange cut short");
      case IamTokens.Exchanged.Granted(String token) -> {
        headers.put("Authorization", "Bearer " + token);
        yield new Authority.Headers(headers, Optional.of(token));
      }
    };
  }

  /// @param expired whether the server says that the token is too old
  private record Exchange(VlmReply reply, boolean expired) {}

  private Exchange call(VlmRequest request, Authority.Headers authority)
      throws InterruptedException {
    Request prepared;
    OptionalLong cap;
    try {
      ObjectNode params = params(request);
      cap = cap(params);
      prepared = prepare(request, params, authority.headers());
    } catch (IllegalArgumentException e) {
      return new Exchange(
          new Rejected(FailureCode.REQUEST_REJECTED, "the call cannot be made: " + e.getMessage()),
          false);
    }
    ConnectionWatch watch = new ConnectionWatch();
    long start = System.nanoTime();
    Call call = client(request, watch).newCall(prepared);
    try (Response response = call.execute()) {
      if (response.code() == 200 && isEventStream(response)) {
        StreamReading reading =
            new StreamReading(request, start, maxAnswerBytes, cap, authority.headers().values());
        VlmReply reply = reading.read(response.body().source());
        call.cancel(); // Else what is left of the stream would be read to reuse the connection.
        return new Exchange(reply, false);
      }
      return whole(response, authority.headers(), start);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("call cut short");
      }
      return new Exchange(fault(e, watch.connected.get(), request, start), false);
    }
  }

  private Exchange whole(Response response, Map<String, String> headers, long start)
      throws IOException {
    Optional<byte[]> body = bounded(response.body().byteStream());
    if (body.isEmpty()) {
      return new Exchange(
          ReplyTable.of(HttpFault.TOO_LARGE, ": more than " + maxAnswerBytes + " bytes"), false);
    }
    HttpAnswer answer = answer(response, body.get(), headers, since(start));
    boolean expired =
        answer.status() == 401
            && answer.json().filter(json -> json.toString().contains(TOKEN_EXPIRED)).isPresent();
    return new Exchange(ReplyReader.read(answer), expired);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static boolean isEventStream(Response response) {
    MediaType type = response.body().contentType();
    return type != null && type.subtype().equals("event-stream");
  }

  private OkHttpClient client(VlmRequest request, ConnectionWatch watch) {
    Timeouts timeouts = request.timeouts();
    Duration firstByte = request.stream() ? timeouts.firstByte() : timeouts.total();
    return http.newBuilder()
        .connectTimeout(timeouts.connect())
        .readTimeout(firstByte)
        .writeTimeout(timeouts.total())
        .callTimeout(timeouts.total())
        .eventListener(watch)
        .build();
  }

  private static ObjectNode params(VlmRequest request) {
    Dialect dialect = request.target().dialect();
    ObjectNode params = ChatBody.params(request.params());
    dialect.adapt(params, request.target().settings());
    if (request.stream() && !dialect.streamsByAddress()) {
      params.put("stream", true);
      if (dialect.asksForUsage() && !params.has("stream_options")) {
        params.putObject("stream_options").put("include_usage", true);
      }
    }
    return params;
  }

  private static OptionalLong cap(ObjectNode params) {
    return CAPS.stream()
        .map(params::path)
        .filter(JsonNode::isIntegralNumber)
        .mapToLong(JsonNode::longValue)
        .findFirst();
  }

  private static Request prepare(
      VlmRequest request, ObjectNode params, Map<String, String> headers) {
    Target target = request.target();
    HttpUrl url =
        CompletionsUrl.parse(target.url())
            .map(given -> target.dialect().completions(given, request.stream(), target.settings()))
            .orElseThrow(() -> new IllegalArgumentException("the address is not an HTTP URL"));
    Request.Builder builder =
        new Request.Builder()
            .url(url)
            .header("Accept", request.stream() ? "text/event-stream" : "*/*")
            .header("User-Agent", USER_AGENT);
    boolean asDocling = request.stream() && target.dialect().equals(Dialects.GENERIC);
    if (asDocling && params.path("temperature").isNumber()) {
      builder.header("X-Temperature", params.path("temperature").asString());
    }
    MediaType type = JSON_TYPE;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("content-type")) {
        type = Optional.ofNullable(MediaType.parse(header.getValue())).orElse(JSON_TYPE);
      } else if (!OWN_HEADERS.contains(name)) {
        set(builder, header.getKey(), header.getValue());
      }
    }
    ChatBody body = ChatBody.of(params, request.prompt(), request.image(), request.mediaType());
    return builder.post(new Body(body, type)).build();
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
                clock.instant())
            .or(() -> json.flatMap(RetryAfter::of)),
        Optional.ofNullable(response.header("Location"))
            .map(location ->
                Optional.ofNullable(response.request().url().resolve(location))
                    .map(CompletionsUrl::shown)
                    .orElse("an address that is none")),
        json,
        ErrorText.of(json, body, headers.values()),
        Optional.ofNullable(response.header("x-should-retry")).map(Boolean::parseBoolean),
        latency);
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainer);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static VlmReply fault(IOException e, boolean connected, VlmRequest request, long start) {
    if (connected) {
      return e instanceof InterruptedIOException
          ? ReplyTable.of(HttpFault.TIMED_OUT, limit(request, start))
          : ReplyTable.of(
              HttpFault.BROKEN,
              ": " + Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
    }
    return switch (e) {
      case UnknownHostException _ -> ReplyTable.of(HttpFault.UNKNOWN_HOST, "");
      case ConnectException _ -> ReplyTable.of(HttpFault.REFUSED, "");
      case InterruptedIOException _ ->
          ReplyTable.of(
              HttpFault.NOT_CONNECTED,
              ": no connection in time (limit " + millis(request.timeouts().connect()) + ")");
      case IOException _ ->
          ReplyTable.of(HttpFault.NOT_CONNECTED, ": " + e.getClass().getSimpleName());
    };
  }

  /// Which limit was reached before the answer began.
  private static String limit(VlmRequest request, long start) {
    Duration total = request.timeouts().total();
    boolean first = request.stream() && since(start).compareTo(total) < 0;
    return first
        ? " (first token, limit " + millis(request.timeouts().firstByte()) + ")"
        : " (limit " + millis(total) + ")";
  }

  private static String millis(Duration limit) {
    return limit.toMillis() + " ms";
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

    /// The HTTP library would send it again by itself after a 503 with `Retry-After: 0`.
    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      chat.writeTo(sink.outputStream());
    }
  }
}
