package dev.pagestream.assembler.join;

import static dev.pagestream.assembler.join.Reports.firstWay;
import static dev.pagestream.assembler.join.Reports.pageId;
import static dev.pagestream.assembler.join.Reports.pictureId;
import static dev.pagestream.assembler.join.Reports.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.schema.AnswerOutcome;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.PageOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The join is commutative: however records are shuffled and repeated, each revision is ready once
/// and the document ends with the same content.
class JoinOrderTest {
  private static final int SHUFFLES = 3000;
  private static final Reports FIRST = firstWay();
  private static final Reports AGAIN = replay("r1");
  private static final Reports THIRD = replay("r2");

  @Test
  void firstWayInAnyOrder() {
    List<Report> reports =
        List.of(
            FIRST.accepted(4),
            FIRST.page(1, "logo", "chart"),
            FIRST.page(2, "logo"),
            FIRST.pageFailed(3),
            FIRST.page(4, "photo", "scan"),
            FIRST.described("logo"),
            FIRST.described("chart"),
            FIRST.pictureFailed("photo"),
            FIRST.skipped("scan"));

    inAnyOrderTheSame(reports);
  }

  @Test
  void conversionsAndQuestionsInAnyOrder() {
    List<Report> reports =
        List.of(
            FIRST.accepted(2),
            FIRST.asked(1, "first page", "chart", "table", "code"),
            FIRST.asked(2, "second page", "chart", "table"),
            FIRST.described("first page"),
            FIRST.pictureFailed("second page"),
            FIRST.described("chart"),
            FIRST.skipped("table"),
            FIRST.pictureFailed("code"));

    inAnyOrderTheSame(reports);
  }

  @Test
  void aReplayedConversionInAnyOrder() {
    List<Report> reports =
        List.of(
            FIRST.accepted(1),
            FIRST.asked(1, "page", "a", "table"),
            FIRST.pictureFailed("page"),
            FIRST.described("a"),
            FIRST.pictureFailed("table"),
            AGAIN.reopen(pictureId("page"), pictureId("table")),
            AGAIN.described("page"),
            AGAIN.pictureFailed("table"));

    inAnyOrder(
        reports,
        document ->
            assertEnded(
                document,
                -1,
                Map.of(1, "ok"),
                Map.of("page", "ok", "a", "ok", "table", "PICTURE_REJECTED")));
  }

  @Test
  void refusalInAnyOrder() {
    List<Report> reports =
        List.of(FIRST.refused(FailureCode.SOURCE_EMPTY), FIRST.refused(FailureCode.SOURCE_EMPTY));

    inAnyOrderTheSame(reports);
  }

  @Test
  void deadlineInAnyOrder() {
    List<Report> reports =
        List.of(
            FIRST.accepted(5),
            FIRST.page(1, "a", "b"),
            FIRST.page(2, "a"),
            FIRST.pageFailed(3),
            FIRST.pictureFailed("b"));

    inAnyOrder(
        reports,
        document -> {
          document.at(JoinedDocument.EXPIRED_MILLIS);
          assertThat(document.onlyReady())
              .isEqualTo(inOrder(reports).at(JoinedDocument.EXPIRED_MILLIS).onlyReady());
        });
  }

  @Test
  void replayAfterTheEndInAnyOrder() {
    List<Report> first =
        List.of(
            FIRST.accepted(3),
            FIRST.page(1, "a", "b"),
            FIRST.pageFailed(2),
            FIRST.page(3),
            FIRST.pictureFailed("a"),
            FIRST.described("b"));
    List<Report> again =
        List.of(
            AGAIN.reopen(pageId(2)),
            AGAIN.reopen(pictureId("a")),
            AGAIN.page(2, "a", "c"),
            AGAIN.described("a"),
            AGAIN.pictureFailed("c"));

    for (int seed = 0; seed < SHUFFLES; seed++) {
      JoinedDocument document = new JoinedDocument();
      shuffled(first, new Random(seed)).forEach(document::take);
      assertThat(document.ready).as("seed %d", seed).hasSize(1);
      shuffled(again, new Random(seed)).forEach(document::take);
      assertEnded(
          document,
          seed,
          Map.of(1, "ok", 2, "ok", 3, "ok"),
          Map.of("a", "ok", "b", "ok", "c", "PICTURE_REJECTED"));
    }
  }

  @Test
  void wholeReplayInAnyOrder() {
    List<Report> again =
        List.of(
            AGAIN.reopen(new PartId.Document()),
            AGAIN.accepted(2),
            AGAIN.page(1, "a"),
            AGAIN.pageFailed(2),
            AGAIN.pictureFailed("a"));

    for (int seed = 0; seed < SHUFFLES; seed++) {
      JoinedDocument document = new JoinedDocument();
      document.take(FIRST.accepted(2), FIRST.page(1), FIRST.page(2));
      shuffled(again, new Random(seed)).forEach(document::take);
      assertThat(document.ready).as("seed %d", seed).hasSize(2);
      assertThat(document.ready.getLast().getBasePartsKey()).isNull();
      assertEnded(
          document, seed, Map.of(1, "ok", 2, "PAGE_UNREADABLE"), Map.of("a", "PICTURE_REJECTED"));
    }
  }

  /// Dead letters, two replays of them and the first way all mixed: a replay may be ordered as soon
  /// as a dead letter is written, long before the join has read it.
  @Test
  void everythingAtOnceEndsWithTheBestOfEachPart() {
    List<Report> reports =
        List.of(
            FIRST.accepted(3),
            FIRST.page(1, "a", "b"),
            FIRST.pageFailed(2),
            FIRST.pageFailed(3),
            FIRST.pictureFailed("a"),
            FIRST.described("b"),
            AGAIN.reopen(pageId(2), pictureId("a")),
            AGAIN.page(2, "c"),
            AGAIN.pictureFailed("a"),
            AGAIN.described("c"),
            THIRD.reopen(pageId(3)),
            THIRD.reopen(pictureId("a")),
            THIRD.page(3, "b"),
            THIRD.described("a"),
            THIRD.described("b"));

    inAnyOrder(
        reports,
        document ->
            assertEnded(
                document,
                -1,
                Map.of(1, "ok", 2, "ok", 3, "ok"),
                Map.of("a", "ok", "b", "ok", "c", "ok")));
  }

  /// Every order ends as the one given does.
  private static void inAnyOrderTheSame(List<Report> reports) {
    inAnyOrder(
        reports,
        document -> {
          DocumentReady ready = document.onlyReady();
          DocumentReady expected = inOrder(reports).onlyReady();
          assertThat(ready.getPartsKey()).isEqualTo(expected.getPartsKey());
          assertThat(ready).isEqualTo(expected);
        });
  }

  private static void inAnyOrder(List<Report> reports, Consumer<JoinedDocument> check) {
    for (int seed = 0; seed < SHUFFLES; seed++) {
      List<Report> shuffled = shuffled(reports, new Random(seed));
      JoinedDocument document = new JoinedDocument();
      shuffled.forEach(document::take);
      try {
        check.accept(document);
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed " + seed + ", order " + shuffled.stream().map(Report::fact).toList(), e);
      }
    }
  }

  private static JoinedDocument inOrder(List<Report> reports) {
    return new JoinedDocument().take(reports.toArray(Report[]::new));
  }

  /// Each report once, and about a third of them a second time. Only orders keep theirs: they come
  /// from one partition.
  private static List<Report> shuffled(List<Report> reports, Random random) {
    List<Report> all = new ArrayList<>(reports);
    reports.stream().filter(_ -> random.nextInt(3) == 0).forEach(all::add);
    Collections.shuffle(all, random);
    Iterator<Report> orders =
        all.stream()
            .filter(JoinOrderTest::isOrder)
            .sorted(Comparator.comparingInt(reports::indexOf))
            .iterator();
    all.replaceAll(report -> isOrder(report) ? orders.next() : report);
    return all;
  }

  private static boolean isOrder(Report report) {
    return report.fact() instanceof Fact.Reopen;
  }

  /// Revisions are numbered without gaps and, laid over each other, come to this.
  private static void assertEnded(
      JoinedDocument document, int seed, Map<Integer, String> pages, Map<String, String> pictures) {
    assertThat(document.header().orElseThrow().open).as("seed %d: open", seed).isFalse();
    Map<Integer, String> pageOutcomes = new TreeMap<>();
    Map<String, String> answers = new TreeMap<>();
    int revision = 0;
    for (DocumentReady ready : document.ready) {
      assertThat(ready.getRevision()).isEqualTo(++revision);
      if (ready.getBasePartsKey() == null) {
        pageOutcomes.clear();
        answers.clear();
      }
      for (PageOutcome outcome : ready.getPages()) {
        pageOutcomes.put(
            outcome.getPage(),
            outcome.getFailure() == null ? "ok" : outcome.getFailure().getCode());
      }
      for (AnswerOutcome outcome : ready.getAnswers()) {
        answers.put(
            outcome.getFingerprint(),
            outcome.getFailure() == null ? "ok" : outcome.getFailure().getCode());
      }
    }
    Map<String, String> expected = new TreeMap<>();
    pictures.forEach((picture, outcome) -> expected.put(Reports.fingerprint(picture), outcome));
    assertThat(pageOutcomes).as("seed %d: pages", seed).isEqualTo(new TreeMap<>(pages));
    assertThat(answers).as("seed %d: pictures", seed).isEqualTo(expected);
  }
}
