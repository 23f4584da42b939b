package dev.pagestream.vlm.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.ManualClock;
import dev.pagestream.vlm.budget.Budgeted.Granted;
import dev.pagestream.vlm.budget.Budgeted.Refused;
import dev.pagestream.vlm.budget.SpendingLedger.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendingLedgerTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void refusesCallsBeyondTheTenantsLimitAndSaysWhatWasUsed() {
    SpendingLedger ledger = ledger(2, 0, 0, 0);
    granted(ledger, part("a", "t-0", 1)).settle(1, 10);
    granted(ledger, part("a", "u-0", 2));

    Budgeted third = ledger.reserve(part("a", "v-0", 3), 10);

    assertThat(third)
        .isEqualTo(new Refused("The tenant has used 2 of its 2 calls of this day (UTC)."));
    assertThat(ledger.reserve(part("b", "w-0", 3), 10)).isInstanceOf(Granted.class);
  }

  @Test
  void countsATaskOverAllItsDocuments() {
    SpendingLedger ledger = ledger(0, 0, 0, 100);
    granted(ledger, part("a", "t-0", 1)).settle(1, 60);

    assertThat(ledger.reserve(part("a", "t-1", 2), 41))
        .isEqualTo(
            new Refused(
                "The task has used 60 of its 100 tokens of this day (UTC), and the call may need 41."));
    assertThat(ledger.reserve(part("a", "t-1", 2), 40)).isInstanceOf(Granted.class);
    assertThat(ledger.reserve(part("a", "u-0", 2), 99)).isInstanceOf(Granted.class);
  }

  @Test
  void givesBackWhatWasHeldAndNotUsed() {
    SpendingLedger ledger = ledger(0, 100, 0, 0);
    Reservation large = granted(ledger, part("a", "t-0", 1), 100);
    assertThat(ledger.reserve(part("a", "t-0", 2), 1)).isInstanceOf(Refused.class);

    large.settle(1, 30);
    large.cancel();
    large.settle(5, 500);

    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(1, 30));
    try (Reservation unused = granted(ledger, part("a", "t-0", 2), 70)) {
      assertThat(unused).isNotNull();
      assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(2, 100));
    }
    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(1, 30));
  }

  @Test
  void countsOwnCallsOnceWhenTheirResultIsReadBack() {
    SpendingLedger ledger = ledger(10, 0, 10, 0);
    Part own = part("a", "t-0", 1);
    granted(ledger, own).settle(2, 50);

    ledger.seen(own, new Spent(2, 50), clock.instant());
    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(2, 50));

    ledger.seen(own, new Spent(1, 5), clock.instant());
    ledger.seen(part("a", "t-0", 9), new Spent(1, 5), clock.instant());
    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(4, 60));
    assertThat(ledger.ofTask("t")).isEqualTo(new Spent(4, 60));
  }

  @Test
  void keepsCountingOwnCallsWhoseResultIsNeverReadBack() {
    SpendingLedger ledger = ledger(10, 0, 0, 0);
    granted(ledger, part("a", "t-0", 1)).settle(1, 5);
    clock.advance(Duration.ofMinutes(11));
    granted(ledger, part("a", "t-0", 2)).settle(1, 5);

    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(2, 10));
  }

  @Test
  void beginsAnewAtMidnightAndHoldsOnWhatIsInFlight() {
    SpendingLedger ledger = ledger(2, 0, 2, 0);
    granted(ledger, part("a", "t-0", 1)).settle(2, 5);
    assertThat(ledger.reserve(part("a", "t-0", 2), 0)).isInstanceOf(Refused.class);

    clock.advance(Duration.ofDays(1));
    granted(ledger, part("a", "t-0", 2));
    ledger.seen(part("a", "t-0", 3), new Spent(9, 9), clock.instant().minusSeconds(1));

    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(1, 10));
    clock.advance(Duration.ofDays(1));
    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(1, 10));
  }

  /// Every document may be a task of its own: accounts nobody asks for would pile up.
  @Test
  void keepsNoAccountsOfTasksThatAreNotLimited() {
    SpendingLedger ledger = ledger(10, 0, 0, 0);
    granted(ledger, part("a", "t-0", 1)).settle(1, 5);
    ledger.seen(part("a", "u-0", 2), new Spent(1, 5), clock.instant());

    assertThat(ledger.ofTask("t")).isEqualTo(Spent.NOTHING);
    assertThat(ledger.ofTask("u")).isEqualTo(Spent.NOTHING);
    assertThat(ledger.ofTenant("a")).isEqualTo(new Spent(2, 10));
  }

  @Test
  void forgetsTheTaskThatWasUsedLongestAgo() {
    SpendingLedger ledger = ledger(0, 0, 5, 0);
    ledger.seen(part("a", "first-0", 1), new Spent(5, 0), clock.instant());
    for (int i = 0; i < 100_000; i++) {
      ledger.seen(part("a", "t" + i + "-0", 1), new Spent(1, 0), clock.instant());
    }

    assertThat(ledger.ofTask("first")).isEqualTo(Spent.NOTHING);
    assertThat(ledger.ofTask("t99999")).isEqualTo(new Spent(1, 0));
    assertThat(ledger.ofTenant("a").calls()).isEqualTo(100_005);
  }

  @ParameterizedTest
  @CsvSource({
    "task-0, task",
    "task-12, task",
    "0b5c-11ee-7, 0b5c-11ee",
    "alone, alone",
    "a-b, a-b",
    "a-, a-",
    "-1, -1"
  })
  void knowsTheTaskOfADocument(String documentId, String taskId) {
    assertThat(TaskIds.of(documentId)).isEqualTo(taskId);
  }

  private SpendingLedger ledger(
      long tenantCalls, long tenantTokens, long taskCalls, long taskTokens) {
    return new SpendingLedger(
        new BudgetConfig(tenantCalls, tenantTokens, taskCalls, taskTokens, 1000, Duration.ZERO),
        clock);
  }

  private static Part part(String tenant, String documentId, int picture) {
    return new Part(tenant, documentId, "fingerprint" + picture);
  }

  private static Reservation granted(SpendingLedger ledger, Part part) {
    return granted(ledger, part, 10);
  }

  private static Reservation granted(SpendingLedger ledger, Part part, long tokens) {
    Budgeted budgeted = ledger.reserve(part, tokens);
    assertThat(budgeted).isInstanceOf(Granted.class);
    return ((Granted) budgeted).reservation();
  }
}
