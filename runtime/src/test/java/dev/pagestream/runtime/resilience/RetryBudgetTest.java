package dev.pagestream.runtime.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private RetryBudget budget = RetryBudget.full(RetryBudget.Rule.DEFAULTS, START);

  @Test
  void letsTenGoAtOnceAndThenOneASecond() {
    for (int i = 0; i < 10; i++) {
      assertThat(budget.readyAt(START)).isEqualTo(START);
      budget = budget.retry(START);
    }
    assertThat(budget.readyAt(START)).isEqualTo(START.plusSeconds(1));
    assertThat(budget.readyAt(START.plusSeconds(1))).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void tenFirstCallsPayForOneMore() {
    for (int i = 0; i < 10; i++) {
      budget = budget.retry(START);
    }
    for (int i = 0; i < 9; i++) {
      budget = budget.firstCall(START);
    }
    assertThat(budget.readyAt(START)).isAfter(START);

    assertThat(budget.firstCall(START).readyAt(START)).isEqualTo(START);
  }

  @Test
  void savesNoMoreThanItsBurst() {
    Instant later = START.plusSeconds(3600);
    for (int i = 0; i < 10; i++) {
      budget = budget.firstCall(later).retry(later);
    }
    assertThat(budget.balance()).isLessThan(1.1);
  }

  @Test
  void namesTheValueThatMakesNoSense() {
    assertThatThrownBy(() -> new RetryBudget.Rule(1.1, 1, 1))
        .hasMessage("share is 1.1, must be 0 to 1");
    assertThatThrownBy(() -> new RetryBudget.Rule(0.1, 0, 1))
        .hasMessage("perSecond is 0.0, must be positive");
    assertThatThrownBy(() -> new RetryBudget.Rule(0.1, 1, 0))
        .hasMessage("burst is 0.0, must be at least 1");
  }
}
