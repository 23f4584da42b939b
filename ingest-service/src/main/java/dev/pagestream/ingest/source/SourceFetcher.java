package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpooledFile;
import dev.pagestream.ingest.submit.TooLargeException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Fetches URL sources into the spool: bounded in bytes and time, redirects followed by hand so
/// that each hop is checked. Blocking, thread-safe.
public final class SourceFetcher implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final OkHttpClient client;
  private final Spool spool;
  private final long maxBytes;
  private final boolean allowPrivateAddresses;
  private final Duration limit;

  /// @param limit of one fetch with all its redirects
  public SourceFetcher(Spool spool, long maxBytes, boolean allowPrivateAddresses, Duration limit) {
    this.spool = spool;
    this.maxBytes = maxBytes;
    this.allowPrivateAddresses = allowPrivateAddresses;
    this.limit = limit;
    this.client =
        new OkHttpClient.Builder()
            .dns(allowPrivateAddresses ? Dns.SYSTEM : new PublicDns(Dns.SYSTEM))
            .proxy(Proxy.NO_PROXY) // A proxy would resolve names behind our back.
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(CONNECT_LIMIT)
            .readTimeout(limit)
            .callTimeout(limit)
            .build();
  }

  /// @param headers the client's own, sent to the URL's own origin only
  /// @throws SourceRefusedException when there is nothing to be had under the URL, now or ever
  public SpooledFile fetch(String url, Map<String, String> headers) throws SourceRefusedException {
    HttpUrl start = HttpUrl.parse(url);
    if (start == null) {
      throw unreachable(url, "it is not an http or https URL");
    }
    HttpUrl current = start;
    long startNanos = System.nanoTime();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      checkLiteral(current);
      Call call = client.newCall(request(current, start, headers));
      call.timeout().timeout(leftNanos(current, startNanos), TimeUnit.NANOSECONDS);
      try (Response response = call.execute()) {
        Optional<HttpUrl> next = redirect(current, response);
        if (next.isEmpty()) {
          return received(current, response);
        }
        current = next.get();
      } catch (TooLargeException e) {
        throw new SourceRefusedException(
            FailureCode.SOURCE_TOO_LARGE,
            "The file at "
                + shown(current)
                + " has more than "
                + e.limitBytes()
                + " bytes, the limit.");
      } catch (IOException e) {
        throw failed(current, e);
      }
    }
    throw unreachable(shown(start), "it redirects more than " + MAX_REDIRECTS + " times");
  }

  private long leftNanos(HttpUrl url, long startNanos) throws SourceRefusedException {
    long left = limit.toNanos() - (System.nanoTime() - startNanos);
    if (left <= 0) {
      throw tookTooLong(url);
    }
    return left;
  }

  /// A host given as an address is not looked up, so it is checked here.
  private void checkLiteral(HttpUrl url) throws SourceRefusedException {
    boolean literal = url.host().indexOf(':') >= 0 || url.host().matches("[0-9.]+");
    try {
      if (!allowPrivateAddresses
          && literal
          && !AddressRule.isPublic(InetAddress.getByName(url.host()))) {
        throw forbidden(url);
      }
    } catch (UnknownHostException _) {
      throw unreachable(shown(url), "its host is not an address");
    }
  }

  private static Request request(HttpUrl url, HttpUrl start, Map<String, String> headers)
      throws SourceRefusedException {
    Request.Builder request = new Request.Builder().url(url).header("User-Agent", "pagestream");
    if (url.scheme().equals(start.scheme())
        && url.host().equals(start.host())
        && url.port() == start.port()) {
      try {
        headers.forEach(request::header);
      } catch (IllegalArgumentException _) { // Its message quotes the value, which may be a secret.
        throw unreachable(shown(url), "one of the given request headers is malformed");
      }
    }
    return request.build();
  }

  private static Optional<HttpUrl> redirect(HttpUrl current, Response response)
      throws SourceRefusedException {
    if (!response.isRedirect()) {
      return Optional.empty();
    }
    String location = response.header("Location");
    HttpUrl next = location == null ? null : current.resolve(location);
    if (next == null) {
      throw unreachable(shown(current), "it redirects to nowhere");
    }
    return Optional.of(next);
  }

  private SpooledFile received(HttpUrl url, Response response)
      throws SourceRefusedException, IOException {
    if (!response.isSuccessful()) {
      boolean passing = response.code() == 429 || response.code() >= 500;
      throw unreachable(shown(url), "the server answered HTTP " + response.code(), passing);
    }
    ResponseBody body = response.body();
    if (body.contentLength() > maxBytes) {
      throw new TooLargeException(maxBytes);
    }
    return spool.receive(body.byteStream(), maxBytes);
  }

  private SourceRefusedException failed(HttpUrl url, IOException e) {
    return switch (e) {
      case PublicDns.ForbiddenAddressException _ -> forbidden(url);
      case UnknownHostException _ ->
          unreachable(shown(url), "the host " + url.host() + " is not known");
      case SocketTimeoutException _ ->
          unreachable(shown(url), "the server did not answer in time", true);
      case InterruptedIOException _ -> tookTooLong(url);
      case ConnectException _ -> unreachable(shown(url), "the connection was refused", true);
      case IOException _ -> unreachable(shown(url), String.valueOf(e.getMessage()), true);
    };
  }

  private SourceRefusedException tookTooLong(HttpUrl url) {
    return unreachable(shown(url), "it took longer than " + limit.toSeconds() + " s");
  }

  private static SourceRefusedException forbidden(HttpUrl url) {
    return new SourceRefusedException(
        FailureCode.SOURCE_FORBIDDEN,
        "The URL "
            + shown(url)
            + " leads to a private, link-local or loopback address, which this server does not fetch"
            + " from. The operator can allow it with splitter.allowPrivateAddresses.");
  }

  private static SourceRefusedException unreachable(String url, String why) {
    return unreachable(url, why, false);
  }

  private static SourceRefusedException unreachable(String url, String why, boolean passing) {
    return new SourceRefusedException(
        FailureCode.SOURCE_UNREACHABLE,
        "The URL " + url + " cannot be fetched: " + why + ".",
        passing);
  }

  /// Without user, password and query, which may be secrets.
  private static String shown(HttpUrl url) {
    return url.newBuilder().username("").password("").query(null).fragment(null).build().toString();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
