package dev.pagestream.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.FingerprintJoin.Follow;
import dev.pagestream.vlm.FingerprintJoin.Lead;
import dev.pagestream.vlm.FingerprintJoin.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FingerprintJoinTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final FingerprintJoin<String> join = new FingerprintJoin<>();

  @Test
  void hasOneLeaderPerFingerprint() {
    assertThat(join.take("a")).isInstanceOf(Lead.class);
    assertThat(join.take("a")).isInstanceOf(Follow.class);
    assertThat(join.take("b")).isInstanceOf(Lead.class);
  }

  @Test
  void givesTheResultToThoseWhoWait() throws Exception {
    Lead<String> lead = lead();
    Follow<String> follow = follow();

    lead.share("answer");
    lead.close();

    assertThat(follow.await(SOON, () -> false)).contains("answer");
  }

  @Test
  void handsOverWhenTheLeaderLeavesWithoutAResult() throws Exception {
    Lead<String> lead = lead();
    Follow<String> follow = follow();

    lead.close();

    assertThat(follow.await(SOON, () -> false)).isEmpty();
    assertThat(join.take("a")).isInstanceOf(Lead.class);
  }

  @Test
  void beginsAnewAfterAResult() {
    Lead<String> lead = lead();
    lead.share("answer");
    lead.close();

    assertThat(join.take("a")).isInstanceOf(Lead.class);
  }

  @Test
  void waitsNoLongerThanAllowed() throws Exception {
    try (Lead<String> _ = lead()) {
      assertThat(follow().await(Duration.ofMillis(20), () -> false)).isEmpty();
    }
  }

  @Test
  void letsOneOfManyFollowersLeadAfterEachLeaderThatWasInterrupted() throws Exception {
    AtomicInteger leaders = new AtomicInteger();
    Lead<String> first = lead();
    List<Future<String>> tasks = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        tasks.add(threads.submit(() -> settle(leaders)));
      }
      first.close();
      for (Future<String> task : tasks) {
        assertThat(task.get()).isIn("answer", "interrupted");
      }
    }
    assertThat(leaders.get()).isGreaterThanOrEqualTo(4);
  }

  /// The first three leaders fail as if interrupted; the fourth has an answer.
  private String settle(AtomicInteger leaders) throws InterruptedException {
    while (true) {
      Seat<String> seat = join.take("a");
      switch (seat) {
        case Lead<String> lead -> {
          try (lead) {
            return leaders.incrementAndGet() <= 3 ? "interrupted" : lead.share("answer");
          }
        }
        case Follow<String> follow -> {
          Optional<String> shared = follow.await(SOON, () -> false);
          if (shared.isPresent()) {
            return shared.get();
          }
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private Lead<String> lead() {
    return (Lead<String>) join.take("a");
  }

  @SuppressWarnings("unchecked")
  private Follow<String> follow() {
    return (Follow<String>) join.take("a");
  }
}
