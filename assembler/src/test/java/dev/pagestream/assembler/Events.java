package dev.pagestream.assembler;

import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Hashes;
import dev.pagestream.events.EventHeaders;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.ControlAction;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentPart;
import dev.pagestream.schema.FailedRecord;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PartKind;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionOutcome;
import dev.pagestream.schema.VisionResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/// Events of the stages before the assembler, for one document of a task. Immutable.
public final class Events {
  static {
    // Avro copies defaults of events only when it trusts their classes; with a codec in the process
    // it does.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals("dev.pagestream.schema")));
  }

  private final DocumentOrigin origin;
  private final Optional<String> replay;
  private final Instant deadline;

  private Events(DocumentOrigin origin, Optional<String> replay, Instant deadline) {
    this.origin = origin;
    this.replay = replay;
    this.deadline = deadline;
  }

  /// A document submitted now, with ten minutes.
  public static Events of(String taskId, int index, int documents) {
    return of(taskId, index, documents, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  public static Events of(String taskId, int index, int documents, Instant now) {
    DocumentOrigin origin =
        DocumentOrigin.newBuilder()
            .setDocumentId(taskId + "-" + index)
            .setTaskId(taskId)
            .setTaskDocuments(documents)
            .setName("report-" + index + ".pdf")
            .setSubmittedAt(now)
            .build();
    return new Events(origin, Optional.empty(), now.plusSeconds(600));
  }

  public Events replayedAs(String replayId) {
    return new Events(origin, Optional.of(replayId), deadline.plusSeconds(600));
  }

  public Events withDeadline(Instant newDeadline) {
    return new Events(origin, replay, newDeadline);
  }

  public String documentId() {
    return origin.getDocumentId();
  }

  public Instant deadline() {
    return deadline;
  }

  public DocumentOrigin origin() {
    return origin;
  }

  public EventHeaders headers() {
    EventHeaders headers =
        EventHeaders.of(documentId(), "default", "default").withDeadline(deadline);
    return replay.map(headers::withReplay).orElse(headers);
  }

  public DocumentAccepted accepted(int pages, String... formats) {
    return DocumentAccepted.newBuilder()
        .setOrigin(origin)
        .setFormat("pdf")
        .setMediaType("application/pdf")
        .setSourceKey(BlobNames.source(documentId(), Hashes.sha256("source")))
        .setSourceSha256(Hashes.sha256("source"))
        .setSourceBytes(1000)
        .setPageCount(pages)
        .setFirstPage(1)
        .setLastPage(pages)
        .setAcceptedAt(origin.getSubmittedAt())
        .setDeadline(deadline)
        .setOptions(
            ConversionOptions.newBuilder()
                .setToFormats(formats.length == 0 ? List.of("md", "json") : List.of(formats))
                .setPictureDescription(
                    PictureDescription.newBuilder()
                        .setLane("adhoc")
                        .setUrl("http://vlm/v1")
                        .setPrompt("Describe.")
                        .build())
                .build())
        .build();
  }

  public PageAnalyzed page(int number, String... pictures) {
    List<AnalyzedPicture> found =
        IntStream.range(0, pictures.length)
            .mapToObj(
                index -> new AnalyzedPicture(index, fingerprint(pictures[index]), null, List.of()))
            .toList();
    return new PageAnalyzed(documentId(), number, pageKey(number), found, null);
  }

  public String pageKey(int number) {
    return BlobNames.page(documentId(), number, Hashes.sha256("page " + number));
  }

  public VisionResult described(String picture) {
    return VisionResult.newBuilder()
        .setDocumentId(documentId())
        .setFingerprint(fingerprint(picture))
        .setPage(1)
        .setPicture(0)
        .setOutcome(VisionOutcome.DESCRIBED)
        .setAnswerKey(BlobNames.answer(fingerprint(picture)))
        .setAttempts(1)
        .build();
  }

  public DeadLetter refused(FailureCode code) {
    return deadLetter(part(PartKind.DOCUMENT), code, origin);
  }

  public DeadLetter pageFailed(int number) {
    return deadLetter(pagePart(number), FailureCode.PAGE_UNREADABLE, null);
  }

  public DeadLetter pictureFailed(String picture) {
    return deadLetter(picturePart(picture), FailureCode.PICTURE_REJECTED, null);
  }

  public DeadLetter finishFailed() {
    return deadLetter(part(PartKind.FINISH), FailureCode.INTERNAL, null);
  }

  private DeadLetter deadLetter(
      DocumentPart part, FailureCode code, @Nullable DocumentOrigin from) {
    return DeadLetter.newBuilder()
        .setDocumentId(documentId())
        .setStage("page-worker")
        .setPart(part)
        .setCode(code.name())
        .setMessage("It failed.")
        .setFailedAt(origin.getSubmittedAt())
        .setOrigin(from)
        .setRecord(
            FailedRecord.newBuilder()
                .setTopic("somewhere")
                .setPartition(0)
                .setOffset(0)
                .setTimestamp(origin.getSubmittedAt())
                .build())
        .build();
  }

  public DocumentControl cancel() {
    return control(ControlAction.CANCEL, null, List.of());
  }

  public DocumentControl reopen(DocumentPart... parts) {
    return control(ControlAction.REOPEN, replay.orElseThrow(), Arrays.asList(parts));
  }

  private DocumentControl control(
      ControlAction action, @Nullable String replayId, List<DocumentPart> parts) {
    return DocumentControl.newBuilder()
        .setDocumentId(documentId())
        .setAction(action)
        .setReplayId(replayId)
        .setParts(parts)
        .setRequestedAt(origin.getSubmittedAt())
        .setDeadline(deadline)
        .build();
  }

  public static DocumentPart part(PartKind kind) {
    return DocumentPart.newBuilder().setKind(kind).build();
  }

  public static DocumentPart pagePart(int number) {
    return DocumentPart.newBuilder().setKind(PartKind.PAGE).setPage(number).build();
  }

  public static DocumentPart picturePart(String picture) {
    return DocumentPart.newBuilder()
        .setKind(PartKind.PICTURE)
        .setFingerprint(fingerprint(picture))
        .build();
  }

  public static String fingerprint(String picture) {
    return Hashes.sha256(picture);
  }
}
