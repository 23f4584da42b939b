package dev.pagestream.vlm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.endpoint.ReplicaChoice.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicaChoiceTest {
  @Test
  void sendsEqualKeysToOneReplicaAndAllKeysToAll() {
    List<Candidate> idle = List.of(open("a", 0, 8), open("b", 0, 8), open("c", 0, 8));
    int[] calls = new int[3];
    for (int key = 0; key < 3000; key++) {
      int chosen = ReplicaChoice.choose("crop-" + key, idle).orElseThrow();
      assertThat(ReplicaChoice.choose("crop-" + key, idle)).hasValue(chosen);
      calls[chosen]++;
    }
    assertThat(IntStream.of(calls).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void movesOnlyTheKeysOfAReplicaThatIsGone() {
    List<Candidate> three = List.of(open("a", 0, 8), open("b", 0, 8), open("c", 0, 8));
    List<Candidate> two = List.of(open("a", 0, 8), open("b", 0, 8));
    for (int key = 0; key < 200; key++) {
      int before = ReplicaChoice.choose("crop-" + key, three).orElseThrow();
      if (before < 2) {
        assertThat(ReplicaChoice.choose("crop-" + key, two)).hasValue(before);
      }
    }
  }

  @Test
  void spillsWhatIsMoreThanAQuarterAboveTheMean() {
    String key = keyOf("a");

    assertThat(choose(key, open("a", 4, 16), open("b", 4, 16))).isZero();
    assertThat(choose(key, open("a", 11, 16), open("b", 8, 16))).isZero();
    assertThat(choose(key, open("a", 15, 16), open("b", 8, 16))).isEqualTo(1);
  }

  @Test
  void givesALargerReplicaMore() {
    assertThat(choose("", open("a", 6, 8), open("b", 6, 32))).isEqualTo(1);
    assertThat(choose("", open("a", 1, 8), open("b", 16, 32))).isZero();
  }

  @Test
  void passesOverTheOneThatIsPausedOrFull() {
    String key = keyOf("a");
    Candidate paused = new Candidate("a", false, false, true, 0, 16);
    Candidate full = new Candidate("a", false, false, false, 16, 16);

    assertThat(choose(key, paused, open("b", 9, 16))).isEqualTo(1);
    assertThat(choose(key, full, open("b", 9, 16))).isEqualTo(1);
    assertThat(ReplicaChoice.choose(key, List.of(paused))).isEmpty();
  }

  @Test
  void probesAPausedOneThatIsDueFirst() {
    Candidate due = new Candidate("b", true, true, true, 4, 1);

    assertThat(choose(keyOf("a"), open("a", 0, 16), due)).isEqualTo(1);
  }

  private static int choose(String key, Candidate... candidates) {
    OptionalInt chosen = ReplicaChoice.choose(key, List.of(candidates));
    return chosen.orElseThrow();
  }

  /// A key whose replica of `a` and `b` this is.
  private static String keyOf(String name) {
    List<Candidate> idle = new ArrayList<>(List.of(open("a", 0, 8), open("b", 0, 8)));
    for (int number = 0; ; number++) {
      int chosen = ReplicaChoice.choose("key-" + number, idle).orElseThrow();
      if (idle.get(chosen).name().equals(name)) {
        return "key-" + number;
      }
    }
  }

  private static Candidate open(String name, int load, int limit) {
    return new Candidate(name, true, false, false, load, limit);
  }
}
