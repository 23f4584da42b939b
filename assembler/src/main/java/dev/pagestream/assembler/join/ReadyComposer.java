package dev.pagestream.assembler.join;

import dev.pagestream.document.BlobNames;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Hashes;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.PartFailure;
import dev.pagestream.schema.ReadyCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes down what a revision came to. Equal parts give equal records, so the key of their list is
/// known before the list is written.
final class ReadyComposer {
  /// Uncompressed. Fingerprints are random and named twice, so zstd leaves about a quarter of it,
  /// below the topic's 8 MB.
  static final int MAX_BYTES = 24 << 20;

  private static final String STAGE = "join";

  private final DocumentHeader header;
  private final DocumentParts parts;

  ReadyComposer(DocumentHeader header, DocumentParts parts) {
    this.header = header;
    this.parts = parts;
  }

  DocumentReady compose(ReadyCause cause, long nowMillis) {
    DocumentOrigin origin = parts.origin().orElseThrow();
    DocumentReady.Builder ready =
        DocumentReady.newBuilder()
            .setOrigin(origin)
            .setRevision(header.revision)
            .setReplayId(orNull(header.replayId))
            .setAccepted(parts.accepted().orElse(null))
            .setPartsKey("")
            .setBasePartsKey(orNull(header.basePartsKey))
            .setCause(cause)
            .setFailure(failure(cause))
            .setPages(header.accepted ? pages(cause) : List.of())
            .setAnswers(header.accepted ? answers(cause) : List.of())
            .setReadyAt(Instant.EPOCH);
    ByteBuffer content = bytes(ready.build());
    if (content.remaining() > MAX_BYTES) {
      ready.setFailure(tooLarge()).setPages(List.of()).setAnswers(List.of());
      content = bytes(ready.build());
    }
    MessageDigest digest = Hashes.digest();
    digest.update(content);
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return ready
        .setPartsKey(BlobNames.parts(origin.getDocumentId(), header.revision, sha256))
        .setReadyAt(Instant.ofEpochMilli(nowMillis))
        .build();
  }

  /// Of a document that ends before the splitter spoke.
  static PartFailure documentFailure(ReadyCause cause) {
    return missing(cause, "document");
  }

  private @Nullable PartFailure failure(ReadyCause cause) {
    return parts
        .refusal()
        .orElseGet(
            () -> header.accepted || cause == ReadyCause.COMPLETE ? null : documentFailure(cause));
  }

  private List<PageOutcome> pages(ReadyCause cause) {
    SortedMap<Integer, PartState> heard = new TreeMap<>();
    parts.forEachPage((page, part) -> heard.put(page.number(), part.state()));
    if (header.whole) {
      IntStream.rangeClosed(header.firstPage, header.lastPage)
          .forEach(number -> heard.putIfAbsent(number, new PartState.Waiting()));
    }
    PartFailure missing = missing(cause, "page");
    List<PageOutcome> outcomes = new ArrayList<>(heard.size());
    heard.forEach((number, state) -> outcomes.add(outcome(number, state, missing)));
    return outcomes;
  }

  private static PageOutcome outcome(int number, PartState state, PartFailure missing) {
    return switch (state) {
      case PartState.Analyzed(String pageKey) -> new PageOutcome(number, pageKey, null);
      case PartState.Failed(PartFailure failure) -> new PageOutcome(number, null, failure);
      case PartState.Waiting _ -> new PageOutcome(number, null, missing);
      case PartState.Described _, PartState.Skipped _ ->
          throw new IllegalStateException("page " + number + " is " + state);
    };
  }

  private List<AnswerOutcome> answers(ReadyCause cause) {
    List<AnswerOutcome> outcomes = new ArrayList<>();
    PartFailure missing = missing(cause, "picture");
    parts.forEachPicture((picture, part) -> {
      if (part.wanted()) {
        outcomes.add(outcome(picture.fingerprint(), part.state(), missing));
      }
    });
    return outcomes;
  }

  private static AnswerOutcome outcome(String fingerprint, PartState state, PartFailure missing) {
    return switch (state) {
      case PartState.Described(String answerKey, int attempts, boolean reused) ->
          new AnswerOutcome(fingerprint, answerKey, null, null, attempts, reused);
      case PartState.Skipped(String reason) ->
          new AnswerOutcome(fingerprint, null, reason, null, 0, false);
      case PartState.Failed(PartFailure failure) ->
          new AnswerOutcome(fingerprint, null, null, failure, failure.getAttempts(), false);
      case PartState.Waiting _ -> new AnswerOutcome(fingerprint, null, null, missing, 0, false);
      case PartState.Analyzed _ ->
          throw new IllegalStateException("fingerprint " + fingerprint + " is " + state);
    };
  }

  private static PartFailure missing(ReadyCause cause, String what) {
    boolean cancelled = cause == ReadyCause.CANCELLED;
    FailureCode code = cancelled ? FailureCode.CANCELLED : FailureCode.DEADLINE_EXCEEDED;
    String message =
        cancelled
            ? "The document was cancelled before this " + what + " was done."
            : "The deadline came before this "
                + what
                + " was done. Replay it, or allow the document more time.";
    return new PartFailure(code.name(), message, STAGE, 1);
  }

  private static PartFailure tooLarge() {
    return new PartFailure(
        FailureCode.SOURCE_TOO_LARGE.name(),
        "The document has more pages and pictures than one record can list. Convert it in page ranges.",
        STAGE,
        1);
  }

  private static ByteBuffer bytes(DocumentReady ready) {
    try {
      return DocumentReady.getEncoder().encode(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
