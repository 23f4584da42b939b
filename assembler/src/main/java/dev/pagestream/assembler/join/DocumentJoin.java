package dev.pagestream.assembler.join;

import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.ReadyCause;
import java.time.Duration;
import java.util.Optional;

/// When a document begins, ends, is reopened and is forgotten. Pure but for the parts it is given;
/// immutable.
final class DocumentJoin {
  /// For records without a deadline header, which no stage writes.
  private static final Duration WITHOUT_DEADLINE = Duration.ofHours(1);

  private final JoinSettings settings;

  DocumentJoin(JoinSettings settings) {
    this.settings = settings;
  }

  /// What to do with the header of a document.
  enum Keep {
    /// Nothing changed.
    AS_IS,
    CHANGED,
    /// The document is forgotten.
    NOTHING
  }

  /// @param header meaningless unless it changed
  /// @param ready to be published
  record Step(Keep keep, Optional<DocumentHeader> header, Optional<DocumentReady> ready) {
    static final Step NONE = new Step(Keep.AS_IS, Optional.empty(), Optional.empty());
    static final Step FORGET = new Step(Keep.NOTHING, Optional.empty(), Optional.empty());
  }

  /// Takes in one record.
  ///
  /// @param known the document's header, empty when it was never heard of or is forgotten; changed
  ///   by this call
  Step accept(Optional<DocumentHeader> known, DocumentParts parts, Report report, long nowMillis) {
    boolean late = known.isPresent() ? isLate(known.get(), report) : isPastBeginning(report);
    if (late) {
      return Step.NONE;
    }
    DocumentHeader header = known.orElseGet(() -> beginning(report));
    DocumentProgress progress = new DocumentProgress(header, parts);
    switch (report.fact()) {
      case Fact.Finding finding -> progress.find(finding, report.replay(), deadline(report));
      case Fact.Cancel _ -> progress.cancel();
      case Fact.Reopen order -> {
        if (!progress.reopen(order, order.deadlineMillis().orElse(fallbackDeadline(report)))) {
          return Step.NONE;
        }
      }
    }
    return progress
        .ending()
        .map(cause -> close(header, parts, cause, nowMillis))
        .orElseGet(() -> changed(header));
  }

  /// When the clock has something to do about this document.
  long dueMillis(DocumentHeader header) {
    if (header.open) {
      return header.effectiveDeadlineMillis() + settings.deadlineGrace().toMillis();
    }
    long forget = header.closedAtMillis + settings.headerRetention().toMillis();
    return header.earlyUntilMillis == 0 ? forget : Math.min(forget, earlyGoneMillis(header));
  }

  /// Does what is due. Calling it early does nothing.
  Step expire(DocumentHeader header, DocumentParts parts, long nowMillis) {
    if (nowMillis < dueMillis(header)) {
      return Step.NONE;
    }
    if (header.open && header.originKnown) {
      if (!header.accepted) {
        parts.putRefusal(ReadyComposer.documentFailure(ReadyCause.DEADLINE));
        header.refused = true;
      }
      return close(header, parts, ReadyCause.DEADLINE, nowMillis);
    }
    if (header.open || nowMillis >= header.closedAtMillis + settings.headerRetention().toMillis()) {
      parts.removeAll();
      return Step.FORGET;
    }
    parts.removeEarly();
    header.earlyUntilMillis = 0;
    return changed(header);
  }

  private Step close(DocumentHeader header, DocumentParts parts, ReadyCause cause, long nowMillis) {
    DocumentReady ready = new ReadyComposer(header, parts).compose(cause, nowMillis);
    parts.removeParts();
    header.open = false;
    header.closedAtMillis = nowMillis;
    header.lastPartsKey = ready.getPartsKey();
    return new Step(Keep.CHANGED, Optional.of(header), Optional.of(ready));
  }

  private static Step changed(DocumentHeader header) {
    return new Step(Keep.CHANGED, Optional.of(header), Optional.empty());
  }

  /// The first way of a finished document is over.
  private static boolean isLate(DocumentHeader header, Report report) {
    return !header.open
        && switch (report.fact()) {
          case Fact.Finding _ -> report.replay().isEmpty();
          case Fact.Cancel _ -> true;
          case Fact.Reopen _ -> false;
        };
  }

  /// Nothing written past its own deadline begins a document: it may be one that is forgotten. The
  /// splitter's word does, because with it the document can always be ended, and without it never.
  private static boolean isPastBeginning(Report report) {
    return switch (report.fact()) {
      case Fact.Accepted _, Fact.Refused _, Fact.Cancel _ -> false;
      case Fact.Settled _ -> report.writtenPastItsDeadline();
      case Fact.Reopen order -> order.deadlineMillis().orElse(Long.MAX_VALUE) < report.timeMillis();
    };
  }

  private DocumentHeader beginning(Report report) {
    long deadlineMillis =
        switch (report.fact()) {
          case Fact.Finding _ -> deadline(report);
          // Cancelled before the splitter spoke, which may be days away.
          case Fact.Cancel _ -> report.timeMillis() + settings.headerRetention().toMillis();
          case Fact.Reopen order -> order.deadlineMillis().orElse(fallbackDeadline(report));
        };
    return DocumentHeader.beginning(deadlineMillis, report.traceparent());
  }

  private long earlyGoneMillis(DocumentHeader header) {
    return header.earlyUntilMillis + settings.deadlineGrace().toMillis();
  }

  private static long deadline(Report report) {
    return report.deadlineMillis().orElse(fallbackDeadline(report));
  }

  private static long fallbackDeadline(Report report) {
    return report.timeMillis() + WITHOUT_DEADLINE.toMillis();
  }
}
