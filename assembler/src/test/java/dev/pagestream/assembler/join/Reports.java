package dev.pagestream.assembler.join;

import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Hashes;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PartFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// What stages say about one document, in short.
final class Reports {
  static final String TASK = "7d3a5c1e-0000-4000-8000-000000000001";
  static final String DOCUMENT = TASK + "-0";
  static final long START_MILLIS = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();
  static final long DEADLINE_MILLIS = START_MILLIS + 60_000;

  /// Empty on the first way.
  private final String replay;

  private final long deadlineMillis;

  private Reports(String replay, long deadlineMillis) {
    this.replay = replay;
    this.deadlineMillis = deadlineMillis;
  }

  static Reports firstWay() {
    return new Reports("", DEADLINE_MILLIS);
  }

  static Reports replay(String replay) {
    return new Reports(replay, DEADLINE_MILLIS + 600_000);
  }

  Report accepted(int pages) {
    return acceptedPages(1, pages);
  }

  Report acceptedPages(int firstPage, int lastPage) {
    return report(
        new Fact.Accepted(
            acceptedEvent(firstPage, lastPage, Instant.ofEpochMilli(deadlineMillis))));
  }

  Report refused(FailureCode code) {
    return report(new Fact.Refused(failure(code), origin()));
  }

  Report page(int number, String... pictures) {
    return report(
        new Fact.Settled(
            new PartId.Page(number),
            new PartState.Analyzed(pageKey(number)),
            Arrays.stream(pictures).map(Reports::fingerprint).toList()));
  }

  /// A page that a model converts, with one picture about which two things are asked.
  Report asked(int number, String conversion, String description, String... more) {
    AnalyzedPicture picture =
        new AnalyzedPicture(
            0,
            fingerprint(description),
            null,
            Arrays.stream(more).map(Reports::fingerprint).toList());
    return report(
        ReportReader.analyzed(
            new PageAnalyzed(
                DOCUMENT, number, pageKey(number), List.of(picture), fingerprint(conversion))));
  }

  Report pageFailed(int number) {
    return report(
        new Fact.Settled(
            new PartId.Page(number), new PartState.Failed(failure(FailureCode.PAGE_UNREADABLE))));
  }

  Report described(String picture) {
    return described(picture, 1, false);
  }

  Report described(String picture, int attempts, boolean reused) {
    return report(
        new Fact.Settled(
            new PartId.Picture(fingerprint(picture)),
            new PartState.Described(BlobNames.answer(fingerprint(picture)), attempts, reused)));
  }

  Report skipped(String picture) {
    return report(
        new Fact.Settled(
            new PartId.Picture(fingerprint(picture)), new PartState.Skipped("class_filtered")));
  }

  Report pictureFailed(String picture) {
    return report(
        new Fact.Settled(
            new PartId.Picture(fingerprint(picture)),
            new PartState.Failed(failure(FailureCode.PICTURE_REJECTED))));
  }

  Report cancel() {
    return report(new Fact.Cancel());
  }

  Report reopen(PartId... parts) {
    String digest = Hashes.sha256(replay + Arrays.toString(parts)).substring(0, 16);
    return report(new Fact.Reopen(replay, List.of(parts), OptionalLong.of(deadlineMillis), digest));
  }

  private Report report(Fact fact) {
    return new Report(DOCUMENT, replay, START_MILLIS, OptionalLong.of(deadlineMillis), "", fact);
  }

  static PartId pageId(int number) {
    return new PartId.Page(number);
  }

  static PartId pictureId(String name) {
    return new PartId.Picture(fingerprint(name));
  }

  static String fingerprint(String picture) {
    return Hashes.sha256(picture);
  }

  static String pageKey(int number) {
    return BlobNames.page(DOCUMENT, number, Hashes.sha256("page " + number));
  }

  static PartFailure failure(FailureCode code) {
    return new PartFailure(code.name(), "It failed.", "page-worker", 2);
  }

  static DocumentOrigin origin() {
    return DocumentOrigin.newBuilder()
        .setDocumentId(DOCUMENT)
        .setTaskId(TASK)
        .setTaskDocuments(1)
        .setName("report.pdf")
        .setSubmittedAt(Instant.ofEpochMilli(START_MILLIS))
        .build();
  }

  static DocumentAccepted acceptedEvent(int firstPage, int lastPage, Instant deadline) {
    return DocumentAccepted.newBuilder()
        .setOrigin(origin())
        .setFormat("pdf")
        .setMediaType("application/pdf")
        .setSourceKey(BlobNames.source(DOCUMENT, Hashes.sha256("source")))
        .setSourceSha256(Hashes.sha256("source"))
        .setSourceBytes(1000)
        .setPageCount(lastPage)
        .setFirstPage(firstPage)
        .setLastPage(lastPage)
        .setAcceptedAt(Instant.ofEpochMilli(START_MILLIS))
        .setDeadline(deadline)
        .setOptions(ConversionOptions.newBuilder().build())
        .build();
  }
}
