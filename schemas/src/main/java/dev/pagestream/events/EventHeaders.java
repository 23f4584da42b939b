package dev.pagestream.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// The headers every record carries, read and written in one place. Values are UTF-8 text.
/// Immutable.
///
/// @param documentId the document, or empty on records about a task
/// @param tenant who asked
/// @param queue admission queue
/// @param deadline by when the document is finished; empty before admission
/// @param replay id of the replay this record belongs to; empty on the first way
/// @param traceparent W3C trace context, passed on unchanged
public record EventHeaders(
    Optional<String> documentId,
    String tenant,
    String queue,
    Optional<Instant> deadline,
    Optional<String> replay,
    Optional<String> traceparent) {
  public static final String DOCUMENT_ID = "documentId";
  public static final String TENANT = "tenant";
  public static final String QUEUE = "queue";

  /// Milliseconds since the epoch, in decimal digits.
  public static final String DEADLINE = "deadline";

  public static final String REPLAY = "replay";
  public static final String TRACEPARENT = "traceparent";

  private static final String DEFAULT = "default";

  /// Headers of a new document.
  public static EventHeaders of(String documentId, String tenant, String queue) {
    return new EventHeaders(
        Optional.of(documentId),
        tenant,
        queue,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Reads what is there; absent tenant and queue read as `default`, an unreadable deadline as
  /// absent.
  public static EventHeaders read(Headers headers) {
    return new EventHeaders(
        text(headers, DOCUMENT_ID),
        text(headers, TENANT).orElse(DEFAULT),
        text(headers, QUEUE).orElse(DEFAULT),
        text(headers, DEADLINE)
            .filter(digits -> digits.matches("\\d{1,18}"))
            .map(digits -> Instant.ofEpochMilli(Long.parseLong(digits))),
        text(headers, REPLAY),
        text(headers, TRACEPARENT));
  }

  public EventHeaders withDeadline(Instant newDeadline) {
    return new EventHeaders(
        documentId, tenant, queue, Optional.of(newDeadline), replay, traceparent);
  }

  public EventHeaders withReplay(String replayId) {
    return new EventHeaders(
        documentId, tenant, queue, deadline, Optional.of(replayId), traceparent);
  }

  public EventHeaders withTraceparent(String newTraceparent) {
    return new EventHeaders(
        documentId, tenant, queue, deadline, replay, Optional.of(newTraceparent));
  }

  /// A new header list with these values.
  public Headers toHeaders() {
    RecordHeaders headers = new RecordHeaders();
    documentId.ifPresent(id -> headers.add(DOCUMENT_ID, bytes(id)));
    headers.add(TENANT, bytes(tenant));
    headers.add(QUEUE, bytes(queue));
    deadline.ifPresent(
        instant -> headers.add(DEADLINE, bytes(Long.toString(instant.toEpochMilli()))));
    replay.ifPresent(id -> headers.add(REPLAY, bytes(id)));
    traceparent.ifPresent(trace -> headers.add(TRACEPARENT, bytes(trace)));
    return headers;
  }

  private static Optional<String> text(Headers headers, String key) {
    @Nullable Header header = headers.lastHeader(key);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    return Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
