package dev.pagestream.vlm.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How long a server asks to be left alone: `retry-after-ms`, else `Retry-After` in seconds, with
/// or without a fraction, or as an HTTP date; Google's services say it in the body.
final class RetryAfter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{0,9})?");
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private RetryAfter() {}

  /// Empty when there is none, or none that can be read. Never negative.
  static Optional<Duration> of(
      Optional<String> retryAfterMs, Optional<String> retryAfter, Instant now) {
    Optional<Duration> millis = retryAfterMs.flatMap(text -> number(text, NANOS_PER_SECOND / 1000));
    return millis.isPresent()
        ? millis
        : retryAfter.flatMap(text -> secondsOrDate(text.strip(), now));
  }

  /// A `RetryInfo` among the details of an error: `"retryDelay": "15s"`.
  static Optional<Duration> of(JsonNode body) {
    JsonNode whole = body.isArray() ? body.path(0) : body;
    return whole
        .path("error")
        .path("details")
        .valueStream()
        .map(detail -> detail.path("retryDelay").asString(""))
        .filter(delay -> delay.endsWith("s"))
        .map(delay -> number(delay.substring(0, delay.length() - 1), NANOS_PER_SECOND))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Duration> secondsOrDate(String text, Instant now) {
    Optional<Duration> seconds = number(text, NANOS_PER_SECOND);
    return seconds.isPresent() ? seconds : date(text, now);
  }

  private static Optional<Duration> number(String text, long nanosPerUnit) {
    if (!NUMBER.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos((long) (Double.parseDouble(text.strip()) * nanosPerUnit)));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
