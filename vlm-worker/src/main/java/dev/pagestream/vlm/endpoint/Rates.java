package dev.pagestream.vlm.endpoint;

import dev.pagestream.runtime.resilience.Slowdown;
import dev.pagestream.runtime.resilience.TokenBucket;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Requests and tokens per minute of one endpoint, as far as it has such limits. A call reserves
/// what it may cost and settles when that is known. Time is an argument. Not thread-safe: guarded
/// by the [Endpoint]'s lock.
final class Rates {
  private final @Nullable Rate requests;
  private final @Nullable Rate tokens;
  private Slowdown slowdown = Slowdown.NONE;

  Rates(EndpointSettings settings, Instant now) {
    double share = settings.shareNow();
    requests = rate(settings.requestsPerMinute(), share, now);
    tokens = rate(settings.tokensPerMinute(), share, now);
  }

  /// When a call of this size may go; not after `now` when it may go now.
  Instant readyAt(long callTokens, Instant now, double share) {
    Instant request = requests == null ? now : requests.at(now, factor(now, share)).readyAt(1);
    Instant token =
        tokens == null ? now : tokens.at(now, factor(now, share)).readyAt((double) callTokens);
    return request.isAfter(token) ? request : token;
  }

  /// A call of this size goes.
  void take(long callTokens, Instant now, double share) {
    if (requests != null) {
      requests.bucket = requests.at(now, factor(now, share)).take(1);
    }
    if (tokens != null) {
      tokens.bucket = tokens.at(now, factor(now, share)).take((double) callTokens);
    }
  }

  /// A call has cost something else than it reserved.
  void settle(long reserved, long used) {
    if (tokens != null) {
      tokens.bucket = tokens.bucket.give((double) (reserved - used));
    }
  }

  /// The server found it too much.
  void throttled(Instant now) {
    slowdown = slowdown.refused(now);
  }

  private double factor(Instant now, double share) {
    return share * slowdown.at(now);
  }

  private static @Nullable Rate rate(OptionalDouble perMinute, double share, Instant now) {
    return perMinute.isPresent() ? new Rate(perMinute.getAsDouble() / 60, share, now) : null;
  }

  private static final class Rate {
    private final double perSecond;
    private TokenBucket bucket;

    Rate(double perSecond, double share, Instant now) {
      this.perSecond = perSecond;
      this.bucket = TokenBucket.full(perSecond * share, now);
    }

    TokenBucket at(Instant now, double factor) {
      return bucket.at(now, perSecond * factor);
    }
  }
}
