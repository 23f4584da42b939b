package dev.pagestream.events;

import dev.pagestream.schema.DocumentFinished;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.header.Headers;

/// A finished document as a CloudEvent 1.0: the context attributes that go into the headers of its
/// record, as the Kafka protocol binding has it for the binary mode. The record's value is the
/// event's data as it stands. Immutable.
///
/// There is no `dataschema`: a value in Confluent's wire format names its schema itself.
///
/// @param id the same for the same revision, whenever and by whomever it is written
/// @param source which installation, a URI reference
/// @param subject the document's id
/// @param time when the revision was finished
/// @param revision an extension attribute, so that a consumer can order events without reading
///   their data
public record FinishedCloudEvent(
    String id, String source, String subject, Instant time, int revision) {
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SUBJECT = "ce_subject";

  /// RFC 3339, in UTC.
  public static final String TIME = "ce_time";

  /// Decimal digits.
  public static final String REVISION = "ce_revision";

  /// The binding maps CloudEvents' `datacontenttype` to this one, without the prefix.
  public static final String CONTENT_TYPE = "content-type";

  /// Value of the type; another one would be another contract.
  public static final String FINISHED_V1 = "dev.pagestream.document.finished.v1";

  /// What the binding's own example calls Avro.
  public static final String AVRO = "application/avro";

  /// @param source a URI reference
  public static FinishedCloudEvent of(DocumentFinished finished, String source) {
    String documentId = finished.getOrigin().getDocumentId();
    int revision = finished.getRevision();
    return new FinishedCloudEvent(
        documentId + "/r" + revision,
        source,
        documentId,
        finished.getFinishedAt().truncatedTo(ChronoUnit.MILLIS),
        revision);
  }

  public void addTo(Headers headers) {
    add(headers, SPEC_VERSION, "1.0");
    add(headers, ID, id);
    add(headers, SOURCE, source);
    add(headers, TYPE, FINISHED_V1);
    add(headers, SUBJECT, subject);
    add(headers, TIME, time.toString());
    add(headers, REVISION, Integer.toString(revision));
    add(headers, CONTENT_TYPE, AVRO);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
