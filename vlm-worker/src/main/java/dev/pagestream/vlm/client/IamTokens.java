package dev.pagestream.vlm.client;

import dev.pagestream.document.Hashes;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.client.VlmReply.Reason;
import dev.pagestream.vlm.client.VlmReply.Throttled;
import dev.pagestream.vlm.client.VlmReply.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Exchanges IBM Cloud API keys for tokens (`grant_type=urn:ibm:params:oauth:grant-type:apikey`).
/// Thread-safe.
///
/// One exchange per key at a time. A token is renewed at 80 % of its life; while that is under way
/// the others go on with the old one, and wait only when it has expired. Neither key nor token is
/// logged or quoted.
final class IamTokens {
  static final String DEFAULT_URL = "https://iam.cloud.ibm.com/identity/token";

  private static final double RENEWED_AT = 0.8;
  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final int MAX_KEYS = 64;
  private static final int MAX_ANSWER_BYTES = 64 << 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OkHttpClient http;
  private final InstantSource clock;
  private final Map<String, Token> tokens = bounded(); // Guarded by this.
  private final Map<String, CompletableFuture<Exchanged>> flights =
      new LinkedHashMap<>(); // Guarded by this; as many as keys are exchanged at once.

  /// @param http calls are cut at its own time-outs
  IamTokens(OkHttpClient http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /// What an exchange came to.
  sealed interface Exchanged {
    record Granted(String token) implements Exchanged {
      @Override
      public String toString() {
        return "Granted[]";
      }
    }

    record Refused(VlmReply reply) implements Exchanged {}

    /// Whoever asked was interrupted; the next one asks again.
    record Interrupted() implements Exchanged {}
  }

  private record Token(String value, Instant renewAt, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[until " + expiresAt + "]";
    }
  }

  /// A token that is good now; never [Exchanged.Interrupted].
  Exchanged token(Secret key, HttpUrl url) throws InterruptedException {
    String id = Hashes.sha256(url + "\n" + key.value());
    while (true) {
      Optional<Token> good;
      CompletableFuture<Exchanged> flight;
      boolean leads;
      synchronized (this) {
        Instant now = clock.instant();
        good = Optional.ofNullable(tokens.get(id)).filter(t -> now.isBefore(t.expiresAt()));
        boolean fresh = good.filter(t -> now.isBefore(t.renewAt())).isPresent();
        if (fresh || (good.isPresent() && flights.containsKey(id))) {
          return new Exchanged.Granted(good.get().value());
        }
        leads = !flights.containsKey(id);
        flight = flights.computeIfAbsent(id, _ -> new CompletableFuture<>());
      }
      if (leads) {
        exchange(id, key, url, flight);
      }
      switch (await(flight)) {
        case Exchanged.Granted granted -> {
          return granted;
        }
        case Exchanged.Refused refused -> {
          return good.<Exchanged>map(old -> new Exchanged.Granted(old.value())).orElse(refused);
        }
        case Exchanged.Interrupted _ -> {
          if (leads) {
            throw new InterruptedException("token exchange cut short");
          }
        }
      }
    }
  }

  /// A server refused this token before its time.
  synchronized void forget(String token) {
    tokens.values().removeIf(known -> known.value().equals(token));
  }

  private void exchange(String id, Secret key, HttpUrl url, CompletableFuture<Exchanged> flight) {
    Exchanged exchanged =
        new Exchanged.Refused(
            new Unavailable(Reason.UNREACHABLE, Optional.empty(), "the token service broke off"));
    try {
      exchanged = exchange(id, key, url);
    } finally {
      synchronized (this) {
        flights.remove(id);
      }
      flight.complete(exchanged);
    }
  }

  private Exchanged exchange(String id, Secret key, HttpUrl url) {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .post(
                new FormBody.Builder()
                    .add("grant_type", "urn:ibm:params:oauth:grant-type:apikey")
                    .add("apikey", key.value())
                    .build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      byte[] body = response.body().byteStream().readNBytes(MAX_ANSWER_BYTES);
      if (response.code() == 429 || response.code() >= 500) {
        return new Exchanged.Refused(
            new Throttled(
                RetryAfter.of(
                    Optional.empty(),
                    Optional.ofNullable(response.header("Retry-After")),
                    clock.instant()),
                "the token service answered " + response.code()));
      }
      return response.code() == 200
          ? granted(id, body)
          : refused(
              Reason.UNAUTHORISED,
              "the token service answered " + response.code() + "; is apiKey a valid IAM key?");
    } catch (IOException e) {
      if (Thread.interrupted()) {
        return new Exchanged.Interrupted();
      }
      return refused(
          Reason.UNREACHABLE,
          "the token service cannot be reached: " + e.getClass().getSimpleName());
    }
  }

  private Exchanged granted(String id, byte[] body) {
    Optional<JsonNode> json = read(body);
    String token = json.map(node -> node.path("access_token").asString("")).orElse("");
    if (token.isEmpty()) {
      return refused(Reason.UNAUTHORISED, "the token service answered without a token");
    }
    Duration life =
        Duration.ofSeconds(json.get().path("expires_in").asLong(USUAL_LIFE.toSeconds()));
    Instant now = clock.instant();
    Duration early = Duration.ofMillis((long) (life.toMillis() * RENEWED_AT));
    synchronized (this) {
      tokens.put(id, new Token(token, now.plus(early), now.plus(life)));
    }
    return new Exchanged.Granted(token);
  }

  private static Optional<JsonNode> read(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Exchanged refused(Reason reason, String message) {
    return new Exchanged.Refused(new Unavailable(reason, Optional.empty(), message));
  }

  private static Exchanged await(CompletableFuture<Exchanged> flight) throws InterruptedException {
    try {
      return flight.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("exchanges never complete exceptionally", e);
    }
  }

  private static Map<String, Token> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.@Nullable Entry<String, Token> eldest) {
        return size() > MAX_KEYS;
      }
    };
  }
}
