package dev.pagestream.assembler.join;

import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.ReadyCause;
import java.util.List;
import java.util.Optional;

/// The rules of the join for the parts of one document. Commutative: findings may come in any
/// order, twice or late.
///
/// - A success settles whatever waits for it, also what failed before.
/// - A failure settles a part only when it comes from the replay that part waits under.
/// - What a replay finds is also kept under the replay's id until its deadline: its reopen may come
///   later, and in pieces.
/// - The fingerprints of a page are waited for under the replay of the page's record, because the
///   vision tasks of that record carry it.
///
/// Confined to the processing of one record.
final class DocumentProgress {
  private final DocumentHeader header;
  private final DocumentParts parts;

  DocumentProgress(DocumentHeader header, DocumentParts parts) {
    this.header = header;
    this.parts = parts;
  }

  /// Takes a finding of a stage.
  ///
  /// @param untilMillis how long a replay's finding is kept for a reopen that may still come
  void find(Fact.Finding finding, String replay, long untilMillis) {
    if (header.open) {
      apply(finding, replay);
    }
    if (!replay.isEmpty()) {
      parts.putEarly(replay, finding);
      header.earlyUntilMillis = Math.max(header.earlyUntilMillis, untilMillis);
    } else if (header.open && isUnaskedFailure(finding)) {
      parts.putEarly(replay, finding);
    }
  }

  void cancel() {
    header.cancelled |= header.open;
  }

  /// Follows an order to wait again; the same order twice counts once.
  ///
  /// @return false when there is nothing to follow
  boolean reopen(Fact.Reopen order, long deadlineMillis) {
    boolean onlyParts = !order.parts().contains(new PartId.Document());
    boolean nothingToReplace =
        !header.open && !header.accepted && onlyParts && !order.parts().isEmpty();
    if (nothingToReplace || !header.remember(order)) {
      return false;
    }
    header.replayId = order.replay();
    if (header.open) {
      header.reopenDeadlineMillis = Math.max(header.reopenDeadlineMillis, deadlineMillis);
    } else {
      beginRevision(order, onlyParts, deadlineMillis);
    }
    for (PartId part : order.parts()) {
      switch (part) {
        case PartId.Document _ -> wantDocument(order.replay());
        case PartId.Page page when header.hasPage(page.number()) -> want(page, order.replay());
        case PartId.Page _ -> {}
        case PartId.Picture picture -> want(picture, order.replay());
      }
    }
    for (PartId id : parts.earlyParts(order.replay())) {
      settleEarly(id, order.replay());
    }
    return true;
  }

  /// Why the open revision ends now; empty while it goes on. Without an origin nobody could be
  /// told.
  Optional<ReadyCause> ending() {
    if (!header.open || !header.originKnown) {
      return Optional.empty();
    }
    if (header.cancelled) {
      return Optional.of(ReadyCause.CANCELLED);
    }
    if (header.refused) {
      return Optional.of(ReadyCause.REFUSED);
    }
    return header.complete() ? Optional.of(ReadyCause.COMPLETE) : Optional.empty();
  }

  private void beginRevision(Fact.Reopen order, boolean onlyParts, long deadlineMillis) {
    header.open = true;
    header.revision++;
    header.whole = !onlyParts;
    header.basePartsKey = onlyParts ? header.lastPartsKey : "";
    header.waiting = 0;
    header.settledPages = 0;
    header.deadlineMillis = 0;
    header.reopenDeadlineMillis = deadlineMillis;
    // With nothing to redo only the finished document is made again, which ends as it did before.
    header.cancelled &= order.parts().isEmpty();
    header.refused &= order.parts().isEmpty();
    if (!onlyParts) {
      parts.forgetAcceptance();
      header.accepted = false;
    }
  }

  private void apply(Fact.Finding finding, String replay) {
    switch (finding) {
      case Fact.Accepted(DocumentAccepted accepted) -> accept(accepted);
      case Fact.Refused refused -> refuse(refused, replay);
      case Fact.Settled settled -> settle(settled, replay);
    }
  }

  private void accept(DocumentAccepted accepted) {
    if (!header.accepted) {
      learnOrigin(accepted.getOrigin());
      parts.putAccepted(accepted);
      header.accepted = true;
      header.firstPage = accepted.getFirstPage();
      header.lastPage = accepted.getLastPage();
      header.deadlineMillis = accepted.getDeadline().toEpochMilli();
      parts.forEachPage(this::dropWhenOutside);
    }
  }

  private void dropWhenOutside(PartId.Page page, Part part) {
    if (!header.hasPage(page.number())) {
      parts.remove(page);
      count(page, part, -1);
    }
  }

  private void refuse(Fact.Refused refused, String replay) {
    DocumentOrigin origin = refused.origin();
    if (origin != null) {
      learnOrigin(origin);
    }
    if (header.whole && !header.accepted && replay.equals(header.documentReplay)) {
      parts.putRefusal(refused.failure());
      header.refused = true;
    }
  }

  private void learnOrigin(DocumentOrigin origin) {
    if (!header.originKnown) {
      parts.putOrigin(origin);
      header.originKnown = true;
    }
  }

  private void settle(Fact.Settled found, String replay) {
    PartId id = found.part();
    if (id instanceof PartId.Page page && !header.hasPage(page.number())) {
      return;
    }
    Optional<Part> known = parts.find(id);
    if (known.isEmpty()) {
      settleUnnamed(found, replay);
    } else if (found.state().succeeded()) {
      succeed(found, known.get(), replay);
    } else if (known.get().waiting() && known.get().replay().equals(replay)) {
      replace(id, known.get(), known.get().with(found.state()));
    }
  }

  /// Nobody named this part: a page of a whole revision is waited for all the same; a picture may
  /// come before its page.
  private void settleUnnamed(Fact.Settled found, String replay) {
    boolean succeeded = found.state().succeeded();
    switch (found.part()) {
      case PartId.Page page
          when header.whole && (succeeded || replay.equals(header.documentReplay)) -> {
        add(page, new Part(true, header.documentReplay, found.state()));
        wantAll(found.fingerprints(), replay);
      }
      case PartId.Picture picture when succeeded ->
          add(picture, new Part(false, replay, found.state()));
      case PartId.Page _, PartId.Picture _ -> {}
      case PartId.Document _ ->
          throw new IllegalArgumentException("a document is accepted or refused, not settled");
    }
  }

  private void succeed(Fact.Settled found, Part part, String replay) {
    if (!part.state().succeeded()) {
      replace(found.part(), part, part.with(found.state()));
    } else if (part.state() instanceof PartState.Described before
        && found.state() instanceof PartState.Described again) {
      replace(found.part(), part, part.with(before.mergedWith(again)));
    }
    // Fingerprints of another page object than the one kept are on no page of the finished
    // document.
    if (found.state() instanceof PartState.Analyzed
        && parts
            .find(found.part())
            .filter(kept -> kept.state().equals(found.state()))
            .isPresent()) {
      wantAll(found.fingerprints(), replay);
    }
  }

  private void wantAll(List<String> fingerprints, String replay) {
    for (String fingerprint : fingerprints) {
      want(new PartId.Picture(fingerprint), replay);
    }
  }

  /// From now on the revision waits for this part under this replay, unless it has it already.
  private void want(PartId id, String replay) {
    Optional<Part> known = parts.find(id);
    if (known.isEmpty()) {
      add(id, Part.waitingUnder(replay));
    } else if (known.get().state().succeeded()) {
      if (!known.get().wanted()) {
        replace(id, known.get(), new Part(true, replay, known.get().state()));
      }
    } else if (header.isNewer(replay, known.get().replay())) {
      replace(id, known.get(), Part.waitingUnder(replay));
    }
    settleEarly(id, replay);
  }

  private void wantDocument(String replay) {
    header.documentReplay = replay;
    parts.forEachPage((page, part) -> wantAgain(page, part, replay));
    parts.forEachPicture((picture, part) -> wantAgain(picture, part, replay));
  }

  private void wantAgain(PartId id, Part part, String replay) {
    if (!part.state().succeeded()) {
      want(id, replay);
    }
  }

  private void settleEarly(PartId id, String replay) {
    parts.early(replay, id).ifPresent(finding -> apply(finding, replay));
  }

  /// On the first way only a failed picture can come before what asks for it.
  private boolean isUnaskedFailure(Fact.Finding finding) {
    return finding
            instanceof Fact.Settled(PartId.Picture picture, PartState.Failed _, List<String> _)
        && parts.find(picture).isEmpty();
  }

  private void add(PartId id, Part part) {
    parts.put(id, part);
    count(id, part, 1);
  }

  private void replace(PartId id, Part before, Part after) {
    parts.put(id, after);
    count(id, before, -1);
    count(id, after, 1);
  }

  private void count(PartId id, Part part, int change) {
    if (part.waiting()) {
      header.waiting += change;
    } else if (header.whole && id instanceof PartId.Page) {
      header.settledPages += change;
    }
  }
}
