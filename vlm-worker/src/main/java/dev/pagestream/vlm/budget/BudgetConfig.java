package dev.pagestream.vlm.budget;

import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import java.time.Duration;

/// What may be spent on model calls.
public record BudgetConfig(
    @Default("0")
        @Doc(
            "Calls a tenant may make per UTC day, over all workers; 0 for any number. Pictures beyond it are skipped with the reason budget_exceeded.")
        long tenantCallsPerDay,
    @Default("0") @Doc("Tokens a tenant may use per UTC day, prompt and answer; 0 for any number.")
        long tenantTokensPerDay,
    @Default("0")
        @Doc("Calls one task, with all its documents, may make per UTC day; 0 for any number.")
        long taskCalls,
    @Default("0")
        @Doc("Tokens one task, with all its documents, may use per UTC day; 0 for any number.")
        long taskTokens,
    @Default("1000")
        @Doc("Tokens counted for a call of another worker whose server did not report any.")
        long tokensPerUnreportedCall,
    @Default("PT1M")
        @Doc(
            "How long calls wait at start until what was spent since midnight is known; then they go on with what is known.")
        Duration catchUpTimeout) {
  public static final BudgetConfig UNLIMITED =
      new BudgetConfig(0, 0, 0, 0, 1000, Duration.ofMinutes(1));

  public BudgetConfig {
    requireNotNegative("tenantCallsPerDay", tenantCallsPerDay);
    requireNotNegative("tenantTokensPerDay", tenantTokensPerDay);
    requireNotNegative("taskCalls", taskCalls);
    requireNotNegative("taskTokens", taskTokens);
    requireNotNegative("tokensPerUnreportedCall", tokensPerUnreportedCall);
    if (catchUpTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "catchUpTimeout is " + catchUpTimeout + ", must not be negative");
    }
  }

  /// Whether anything is limited, so that spending has to be followed.
  public boolean limits() {
    return tenantCallsPerDay > 0 || tenantTokensPerDay > 0 || limitsTasks();
  }

  boolean limitsTasks() {
    return taskCalls > 0 || taskTokens > 0;
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is " + value + ", must not be negative");
    }
  }
}
