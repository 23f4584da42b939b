package dev.pagestream.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AimdLimitTest {
  @Test
  void growsByOneWhenHalfOfItIsInUse() {
    assertThat(AimdLimit.of(10, 64).succeeded(5).limit()).isEqualTo(11);
    assertThat(AimdLimit.of(9, 64).succeeded(5).limit()).isEqualTo(10);
    assertThat(AimdLimit.of(1, 64).succeeded(1).limit()).isEqualTo(2);
  }

  @Test
  void doesNotGrowWhileLessThanHalfOfItIsInUse() {
    assertThat(AimdLimit.of(10, 64).succeeded(4).limit()).isEqualTo(10);
    assertThat(AimdLimit.of(9, 64).succeeded(4).limit()).isEqualTo(9);
  }

  @Test
  void staysBetweenOneAndTheMaximum() {
    assertThat(AimdLimit.of(64, 64).succeeded(64).limit()).isEqualTo(64);
    assertThat(refused(AimdLimit.of(1, 64), 5).limit()).isEqualTo(1);
  }

  @Test
  void givesUpATenthAfterTimeoutsAndHalfAfterRefusals() {
    assertThat(refused(AimdLimit.of(40, 64), 12).limit()).isEqualTo(40);
    assertThat(refused(AimdLimit.of(40, 64), 13).limit()).isEqualTo(20);
    AimdLimit slow = AimdLimit.of(40, 64);
    for (int call = 0; call < 13; call++) {
      slow = slow.timedOut(0);
    }
    assertThat(slow.limit()).isEqualTo(36);
    assertThat(AimdLimit.of(2, 64).timedOut(0).timedOut(0).timedOut(0).timedOut(0).limit())
        .isEqualTo(1);
  }

  @Test
  void callsThatWereInFlightTogetherCountAsOneDecrease() {
    AimdLimit limit = AimdLimit.of(64, 64);

    AimdLimit after = refused(limit, 64);

    assertThat(after.limit()).isEqualTo(32);
    for (int call = 0; call < 11; call++) {
      after = after.refused(after.generation());
    }
    assertThat(after.limit()).isEqualTo(16);
  }

  @Test
  void believesAServerThatSaysWhenToComeBack() {
    AimdLimit after = AimdLimit.of(40, 64).toldToWait(0);
    assertThat(after.limit()).isEqualTo(20);
    assertThat(after.toldToWait(0).limit()).as("of the generation before").isEqualTo(20);

    AimdLimit steady = round(round(after));
    AimdLimit once = steady.toldToWait(steady.generation());
    assertThat(once.limit()).isEqualTo(steady.limit() * 9 / 10);
    assertThat(once.toldToWait(once.generation()).limit()).isEqualTo(once.limit() / 2);
  }

  @Test
  void restsTwiceAsLongAfterEachLookThatFoundNothing() {
    AimdLimit limit = refused(AimdLimit.of(32, 1000), 11);
    List<Integer> rounds = new ArrayList<>();
    for (int look = 0; look < 5; look++) {
      int count = 0;
      while (limit.limit() <= limit.ceiling()) {
        limit = round(limit);
        count++;
      }
      rounds.add(count);
      limit = limit.refused(limit.generation());
    }
    assertThat(rounds).containsExactly(8, 11, 19, 35, 35);
  }

  @Test
  void aQuarterOfARoundMayFailForOtherReasons() {
    AimdLimit limit = AimdLimit.of(16, 16);
    for (int round = 0; round < 50; round++) {
      limit = refused(limit, 4);
      for (int call = 0; call < 12; call++) {
        limit = limit.succeeded(16);
      }
    }
    assertThat(limit.limit()).isEqualTo(16);
  }

  @Test
  void namesTheValueThatMakesNoSense() {
    assertThatThrownBy(() -> AimdLimit.of(0, 64)).hasMessage("limit is 0, must be 1 to 64");
    assertThatThrownBy(() -> AimdLimit.of(65, 64)).hasMessage("limit is 65, must be 1 to 64");
  }

  @Test
  void goesHalfOfTheWayToTheCeilingEachRoundRestsAndLooksFurther() {
    AimdLimit limit = refused(AimdLimit.of(32, 1000), 11);
    List<Integer> limits = new ArrayList<>(List.of(limit.limit()));
    for (int round = 0; round < 13; round++) {
      limit = round(limit);
      limits.add(limit.limit());
    }
    assertThat(limits).containsExactly(16, 20, 22, 23, 24, 24, 24, 24, 25, 27, 30, 33, 37, 41);
  }

  @Test
  void stepsBackALittleWhenOneCallBeyondTheCeilingWasTooMany() {
    AimdLimit limit = refused(AimdLimit.of(32, 1000), 11);
    for (int round = 0; round < 8; round++) {
      limit = round(limit);
    }
    assertThat(limit.limit()).isEqualTo(25);

    AimdLimit after = limit.refused(limit.generation());

    assertThat(after.limit()).isEqualTo(21);
    assertThat(after.ceiling()).isEqualTo(24);
    assertThat(after.refused(after.generation()).limit()).as("below the ceiling").isEqualTo(21);
  }

  @Test
  void keepsASteadyServerBusyWithFewCallsTooMany() {
    for (int capacity : new int[] {4, 16, 64, 256}) {
      SimulatedServer server = new SimulatedServer(AimdLimit.of(16, 1024), capacity);
      server.run(40);

      server.run(200);

      assertThat(server.use(200)).as("use of %d", capacity).isGreaterThan(0.93);
      print("steady", capacity, 200, server.use(200), server.refused());
      assertThat(server.refused())
          .as("calls too many at %d: one in five rounds, and one in a hundred", capacity)
          .isLessThan(200 / 5 + capacity * 200 / 100);
    }
  }

  @Test
  void findsHalfTheCapacityWithFewCallsTooMany() {
    for (int capacity : new int[] {16, 64, 256}) {
      SimulatedServer server = new SimulatedServer(AimdLimit.of(16, 1024), capacity);
      server.run(100);
      server.capacity(capacity / 2);

      server.run(20);

      print("halved", capacity, 20, server.use(20), server.refused());
      assertThat(server.refused())
          .as("calls too many at %d", capacity)
          .isLessThan(8 + capacity * 3 / 4);
      server.run(20);
      assertThat(server.use(20)).as("use of half of %d", capacity).isGreaterThan(0.9);
    }
  }

  @Test
  void findsTwiceTheCapacityWithinFiftyRounds() {
    for (int capacity : new int[] {16, 64, 256}) {
      SimulatedServer server = new SimulatedServer(AimdLimit.of(16, 1024), capacity);
      server.run(100);
      server.capacity(2 * capacity);

      double units = server.unitsUntilAtLeast(capacity * 19 / 10, 100);

      server.run(20);
      print("doubled", capacity, units, server.use(20), server.refused());
      assertThat(units).as("rounds from %d", capacity).isLessThan(50);
      assertThat(server.refused()).as("calls too many at %d", capacity).isLessThan(capacity);
    }
  }

  @Test
  void keepsAServerBusyThatRefusesSomeCallsByChance() {
    for (int capacity : new int[] {4, 16, 64, 256}) {
      for (int max : new int[] {capacity, 1024}) {
        SimulatedServer server =
            new SimulatedServer(AimdLimit.of(Math.min(16, max), max), capacity);
        server.refuseByChance(0.1);
        server.run(40);

        server.run(200);

        print("one in ten refused", capacity, 200, server.use(200), server.refused());
        assertThat(server.use(200)).as("use of %d, at most %d", capacity, max).isGreaterThan(0.9);
      }
    }
  }

  @Test
  void keepsAServerBusyThatSaysWhenToComeBack() {
    for (int capacity : new int[] {4, 16, 64, 256}) {
      SimulatedServer server = new SimulatedServer(AimdLimit.of(16, 1024), capacity);
      server.askToWait(4);
      server.run(40);

      server.run(400);

      print("asked to wait", capacity, 400, server.use(400), server.refused());
      assertThat(server.use(400)).as("use of %d", capacity).isGreaterThan(0.8);
      server.capacity(capacity / 2);
      server.run(80);
      print("asked to wait, halved", capacity / 2, 80, server.use(80), server.refused());
      server.run(80);
      print("asked to wait, then", capacity / 2, 80, server.use(80), server.refused());
      assertThat(server.use(80)).as("use of half of %d", capacity).isGreaterThan(0.7);
    }
  }

  /// As many calls of one generation are refused.
  private static AimdLimit refused(AimdLimit limit, int calls) {
    AimdLimit after = limit;
    for (int call = 0; call < calls; call++) {
      after = after.refused(limit.generation());
    }
    return after;
  }

  private static AimdLimit round(AimdLimit limit) {
    AimdLimit after = limit;
    for (int call = 0; call < limit.limit(); call++) {
      after = after.succeeded(limit.limit());
    }
    return after;
  }

  private static void print(String what, int capacity, double rounds, double use, int refused) {
    System.out.printf(
        "%s: capacity %d, %.1f rounds, use %.3f, %d too many%n",
        what, capacity, rounds, use, refused);
  }
}
