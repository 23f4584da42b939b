package dev.pagestream.assembler.join;

import static dev.pagestream.assembler.join.JoinedDocument.EXPIRED_MILLIS;
import static dev.pagestream.assembler.join.Reports.fingerprint;
import static dev.pagestream.assembler.join.Reports.firstWay;
import static dev.pagestream.assembler.join.Reports.pageId;
import static dev.pagestream.assembler.join.Reports.pictureId;
import static dev.pagestream.assembler.join.Reports.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import dev.pagestream.schema.ReadyCause;
import org.junit.jupiter.api.Test;

/// A document that is opened again, in parts or as a whole.
class DocumentReplayTest {
  private static final Reports FIRST = firstWay();
  private static final Reports AGAIN = replay("r1");

  private final JoinedDocument document = new JoinedDocument();

  @Test
  void aReplayWaitsForItsPartsAndBuildsOnTheRevisionBefore() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.pageFailed(2));
    String base = document.onlyReady().getPartsKey();

    document.take(AGAIN.reopen(pageId(2)), AGAIN.page(2, "a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.described("a"));

    DocumentReady ready = document.ready.getLast();
    assertThat(ready.getRevision()).isEqualTo(2);
    assertThat(ready.getReplayId()).isEqualTo("r1");
    assertThat(ready.getBasePartsKey()).isEqualTo(base);
    assertThat(ready.getPartsKey()).isNotEqualTo(base);
    assertThat(ready.getPages()).extracting(PageOutcome::getPage).containsExactly(2);
    assertThat(ready.getAnswers()).hasSize(1);
    assertThat(ready.getAccepted()).isNotNull();
  }

  @Test
  void aReplayThatFailsAgainEndsWithItsOwnFailure() {
    document.take(FIRST.accepted(1), FIRST.page(1, "a"), FIRST.pictureFailed("a"));

    document.take(AGAIN.reopen(pictureId("a")), FIRST.pictureFailed("a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.pictureFailed("a"));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getPages()).isEmpty();
    assertThat(document.ready.getLast().getAnswers()).hasSize(1);
  }

  @Test
  void aLateSuccessOfTheFirstWaySettlesAReplay() {
    document.take(FIRST.accepted(1), FIRST.page(1, "a"), FIRST.pictureFailed("a"));

    document.take(AGAIN.reopen(pictureId("a")), FIRST.described("a"));

    assertThat(document.ready).hasSize(2);
  }

  @Test
  void aFailedConversionIsReplayedByItsFingerprintAlone() {
    document.take(FIRST.accepted(1), FIRST.asked(1, "page", "a"), FIRST.described("a"));
    document.take(FIRST.pictureFailed("page"));

    document.take(AGAIN.reopen(pictureId("page")), FIRST.described("a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.described("page"));

    assertThat(document.ready.getLast().getRevision()).isEqualTo(2);
    assertThat(document.ready.getLast().getPages()).isEmpty();
    assertThat(document.ready.getLast().getAnswers())
        .extracting(AnswerOutcome::getFingerprint)
        .containsExactly(fingerprint("page"));
  }

  @Test
  void resultsOfAReplayMayComeBeforeItsReopen() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.pageFailed(2));

    document.take(AGAIN.pictureFailed("a"), AGAIN.page(2, "a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.reopen(pageId(2)));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getPages().getFirst().getPageKey()).isNotNull();
    assertThat(document.ready.getLast().getAnswers().getFirst().getFailure()).isNotNull();
  }

  @Test
  void resultsOfAReplayThatIsNeverOrderedAreCleanedUp() {
    document.take(FIRST.accepted(1), FIRST.pageFailed(1));
    int kept = document.table.size();

    document.take(AGAIN.page(1));
    assertThat(document.table.size()).isGreaterThan(kept);
    document.at(EXPIRED_MILLIS + 600_000);

    assertThat(document.table.size()).isEqualTo(kept);
    assertThat(document.header()).isPresent();
  }

  @Test
  void severalReopensOfOneReplayAreMerged() {
    document.take(FIRST.accepted(2), FIRST.pageFailed(1), FIRST.pageFailed(2));

    document.take(AGAIN.reopen(pageId(1)), AGAIN.reopen(pageId(2)), AGAIN.page(2));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.page(1));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getPages()).hasSize(2);
  }

  @Test
  void theSameReopenTwiceCountsOnce() {
    document.take(FIRST.accepted(1), FIRST.pageFailed(1));

    document.take(AGAIN.reopen(pageId(1)), AGAIN.page(1), AGAIN.reopen(pageId(1)));

    assertThat(document.ready).hasSize(2);
    assertThat(document.header().orElseThrow().open).isFalse();
  }

  @Test
  void aReopenOfAnOpenDocumentWaitsAgainInTheSameRevision() {
    document.take(FIRST.accepted(2), FIRST.pageFailed(1), AGAIN.reopen(pageId(1)), FIRST.page(2));
    assertThat(document.ready).isEmpty();

    document.take(AGAIN.page(1));

    assertThat(document.onlyReady().getRevision()).isEqualTo(1);
    assertThat(document.onlyReady().getPages()).allMatch(outcome -> outcome.getPageKey() != null);
  }

  @Test
  void aReopenExtendsTheDeadlineOfAnOpenDocument() {
    document.take(FIRST.accepted(1), AGAIN.reopen(pageId(1))).at(EXPIRED_MILLIS);

    assertThat(document.ready).isEmpty();
  }

  @Test
  void aReplayedPageMakesItsFailedPicturesWaitAgain() {
    document.take(
        FIRST.accepted(2), FIRST.page(1, "a"), FIRST.pictureFailed("a"), FIRST.pageFailed(2));

    document.take(AGAIN.reopen(pageId(2)), AGAIN.page(2, "a"));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.described("a"));

    assertThat(document.ready.getLast().getAnswers().getFirst().getAnswerKey()).isNotNull();
  }

  @Test
  void aWholeReplayForgetsWhatWasAccepted() {
    document.take(FIRST.accepted(2), FIRST.page(1), FIRST.page(2));

    document.take(AGAIN.reopen(new PartId.Document()), AGAIN.accepted(1), FIRST.pageFailed(1));
    assertThat(document.ready).hasSize(1);
    document.take(AGAIN.page(1));

    DocumentReady ready = document.ready.getLast();
    assertThat(ready.getRevision()).isEqualTo(2);
    assertThat(ready.getBasePartsKey()).isNull();
    assertThat(ready.getPages()).hasSize(1);
  }

  @Test
  void aWholeReplayMayBeHeardOfInAnyOrder() {
    document.take(FIRST.refused(FailureCode.SOURCE_UNREACHABLE));

    document.take(
        AGAIN.page(1, "a"),
        AGAIN.pictureFailed("a"),
        AGAIN.accepted(1),
        AGAIN.reopen(new PartId.Document()));

    assertThat(document.ready).hasSize(2);
    assertThat(document.ready.getLast().getCause()).isEqualTo(ReadyCause.COMPLETE);
    assertThat(document.ready.getLast().getFailure()).isNull();
  }

  @Test
  void aDocumentRefusedAgainIsReadyAgain() {
    document.take(FIRST.refused(FailureCode.SOURCE_UNREACHABLE));

    document.take(AGAIN.reopen(new PartId.Document()), AGAIN.refused(FailureCode.SOURCE_EMPTY));

    assertThat(document.ready.getLast().getFailure().getCode()).isEqualTo("SOURCE_EMPTY");
  }

  @Test
  void reopeningTheFinishMakesTheSameDocumentAgain() {
    document.take(FIRST.accepted(1), FIRST.page(1));

    document.take(AGAIN.reopen());

    DocumentReady ready = document.ready.getLast();
    assertThat(ready.getRevision()).isEqualTo(2);
    assertThat(ready.getBasePartsKey()).isEqualTo(document.ready.getFirst().getPartsKey());
    assertThat(ready.getPages()).isEmpty();
  }

  @Test
  void reopeningTheFinishOfARefusedDocumentRefusesItAgain() {
    document.take(FIRST.refused(FailureCode.SOURCE_EMPTY));

    document.take(AGAIN.reopen());

    assertThat(document.ready.getLast().getCause()).isEqualTo(ReadyCause.REFUSED);
    assertThat(document.ready.getLast().getFailure().getCode()).isEqualTo("SOURCE_EMPTY");
  }
}
