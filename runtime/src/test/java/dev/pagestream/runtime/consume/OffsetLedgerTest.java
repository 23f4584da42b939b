package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
  private static final long NO_MARK = PartitionWindow.NO_MARK;

  @Test
  void baseIsTheLowestUnfinishedOffset() {
    OffsetLedger ledger = ledger(10);
    arrive(ledger, 10, 11, 12);

    ledger.finish(11);
    assertThat(ledger.base()).isEqualTo(10);
    ledger.finish(10);
    assertThat(ledger.base()).isEqualTo(12);
    ledger.finish(12);
    assertThat(ledger.base()).isEqualTo(13);
  }

  @Test
  void offsetsNoRecordComesForAreFinished() {
    OffsetLedger ledger = ledger(0);
    arrive(ledger, 3, 7);
    assertThat(ledger.base()).isEqualTo(3);
    assertThat(ledger.metadata(NO_MARK).finished()).isEqualTo(bits(1, 2, 3));

    ledger.finish(3);
    assertThat(ledger.base()).isEqualTo(7);
    ledger.finish(7);
    ledger.skipTo(9);
    assertThat(ledger.base()).isEqualTo(9);
  }

  @Test
  void metadataHoldsWhatIsFinishedAboveTheBase() {
    OffsetLedger ledger = ledger(100);
    arrive(ledger, 100, 101, 102, 103);
    ledger.finish(102);

    assertThat(ledger.metadata(NO_MARK).finished()).isEqualTo(bits(2));
    ledger.finish(100);
    assertThat(ledger.metadata(NO_MARK).finished()).isEqualTo(bits(1));
  }

  @Test
  void finishedRecordsAreNotWorkedOnAfterARestart() {
    OffsetLedger before = ledger(100);
    arrive(before, 100, 101, 103);
    before.finish(103);

    OffsetLedger after = new OffsetLedger(before.base(), before.metadata(NO_MARK));

    assertThat(after.arrive(100)).isTrue();
    assertThat(after.arrive(101)).isTrue();
    assertThat(after.arrive(103)).isFalse();
    assertThat(after.arrive(104)).isTrue();
  }

  @Test
  void whatIsKnownFromBeforeIsCommittedAgainBeforeItIsReadAgain() {
    OffsetLedger before = ledger(0);
    arrive(before, 0, 1, 2, 3);
    before.finish(1);
    before.finish(3);

    OffsetLedger after = new OffsetLedger(0, before.metadata(NO_MARK));
    assertThat(after.metadata(NO_MARK).finished()).isEqualTo(bits(1, 3));
    after.arrive(0);
    after.finish(0);
    assertThat(after.base()).isEqualTo(1);
    assertThat(after.metadata(NO_MARK).finished()).isEqualTo(bits(0, 2));
  }

  @Test
  void gapFarLongerThanTheMetadataSpansIsCutOff() {
    OffsetLedger ledger = ledger(0);
    arrive(ledger, 0, 5_000_000_000L);

    CommitMetadata metadata = ledger.metadata(NO_MARK);
    assertThat(metadata.finishedCount()).isEqualTo(CommitMetadata.MAX_SPAN - 1);
    ledger.finish(0);
    assertThat(ledger.base()).isEqualTo(5_000_000_000L);
  }

  @Test
  void finishThatWasNotCommittedCanBeTakenBack() {
    OffsetLedger ledger = ledger(0);
    arrive(ledger, 0, 1);
    ledger.finish(0);

    ledger.reopen(0);

    assertThat(ledger.base()).isZero();
  }

  @Test
  void deathsCountForUnfinishedOffsetsBelowTheMark() {
    OffsetLedger ledger = new OffsetLedger(10, new CommitMetadata(bits(1), 4, bits(0), bits()));

    ledger.countDeaths(14);

    assertThat(
            List.of(
                ledger.deaths(10),
                ledger.deaths(11),
                ledger.deaths(12),
                ledger.deaths(13),
                ledger.deaths(14)))
        .containsExactly(2, 0, 1, 1, 0);
  }

  @Test
  void deathsSurviveARestartAndEndWithTheRecord() {
    OffsetLedger ledger = ledger(0);
    ledger.countDeaths(3);
    arrive(ledger, 0, 2);
    ledger.finish(2);

    OffsetLedger again = new OffsetLedger(0, ledger.metadata(8));
    again.countDeaths(8);

    assertThat(again.deaths(0)).isEqualTo(2);
    assertThat(again.deaths(1)).as("a gap").isZero();
    assertThat(again.deaths(2)).as("finished").isZero();
    assertThat(again.deaths(3)).isEqualTo(1);
  }

  @Test
  void deathsStopAtThree() {
    OffsetLedger ledger = ledger(0);
    for (int death = 0; death < 5; death++) {
      ledger.countDeaths(1);
    }
    assertThat(ledger.deaths(0)).isEqualTo(3);
    assertThat(new OffsetLedger(0, ledger.metadata(NO_MARK)).deaths(0)).isEqualTo(3);
  }

  @Test
  void startMarkIsRelativeToTheBase() {
    OffsetLedger ledger = ledger(100);

    assertThat(ledger.metadata(116).startMark()).isEqualTo(16);
    assertThat(ledger.metadata(NO_MARK).startMark()).isZero();
    assertThat(ledger.metadata(90).startMark()).isZero();
  }

  /// Records with gaps between them end in any order, with a restart from the commit at any moment.
  @Test
  void everyRecordIsWorkedOnUntilItIsFinishedAndNeverAfter() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      TreeSet<Long> log = new TreeSet<>();
      random.longs(60, 0, 150).forEach(log::add);
      TreeSet<Long> finished = new TreeSet<>();
      OffsetLedger ledger = ledger(0);
      while (ledger.base() < 150) {
        List<Long> open = new ArrayList<>();
        for (long offset : log.tailSet(ledger.next())) {
          if (ledger.arrive(offset)) {
            open.add(offset);
          }
        }
        ledger.skipTo(150);
        assertThat(Collections.disjoint(open, finished)).as("seed " + seed).isTrue();
        Collections.shuffle(open, random);
        for (long offset : open.subList(0, Math.min(open.size(), 1 + random.nextInt(20)))) {
          ledger.finish(offset);
          finished.add(offset);
        }
        ledger =
            new OffsetLedger(
                ledger.base(), CommitMetadata.decode(ledger.metadata(NO_MARK).encode()));
      }
      assertThat(finished).as("seed " + seed).isEqualTo(log);
    }
  }

  private static OffsetLedger ledger(long base) {
    return new OffsetLedger(base, CommitMetadata.EMPTY);
  }

  private static void arrive(OffsetLedger ledger, long... offsets) {
    for (long offset : offsets) {
      assertThat(ledger.arrive(offset)).isTrue();
    }
  }

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    for (int index : indexes) {
      bits.set(index);
    }
    return bits;
  }
}
