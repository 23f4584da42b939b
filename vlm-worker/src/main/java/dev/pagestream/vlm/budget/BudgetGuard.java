package dev.pagestream.vlm.budget;

import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.TopicFollower;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.topics.TopicCatalog;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps tenants and tasks within their budgets, over all workers: each reads what all have spent.
/// Thread-safe; called from the threads of the calls.
///
/// Calls of other workers count once their results are read, so a limit may be passed by what all
/// workers have in flight at that moment, never by more. A day's spending of a task is counted from
/// midnight UTC, as a tenant's.
public final class BudgetGuard implements AutoCloseable {
  private final BudgetConfig config;
  private final SpendingLedger ledger;
  private final @Nullable TopicFollower follower;

  private BudgetGuard(
      BudgetConfig config, SpendingLedger ledger, @Nullable TopicFollower follower) {
    this.config = config;
    this.ledger = ledger;
    this.follower = follower;
  }

  /// Nothing is limited.
  public static BudgetGuard unlimited(InstantSource clock) {
    return new BudgetGuard(
        BudgetConfig.UNLIMITED, new SpendingLedger(BudgetConfig.UNLIMITED, clock), null);
  }

  /// Starts to follow what is spent, when there is a limit; the caller closes it.
  ///
  /// @param codec of the caller, closed after this
  public static BudgetGuard start(
      BudgetConfig config,
      KafkaSettings kafka,
      TopicCatalog catalog,
      EventCodec codec,
      InstantSource clock) {
    SpendingLedger ledger = new SpendingLedger(config, clock);
    if (!config.limits()) {
      return new BudgetGuard(config, ledger, null);
    }
    SpendingRecords records =
        new SpendingRecords(
            codec,
            catalog.visionResults(),
            catalog.deadLetters(),
            ledger,
            config.tokensPerUnreportedCall());
    TopicFollower follower = new FollowedSpending(records, clock).follower(kafka);
    follower.start();
    return new BudgetGuard(config, ledger, follower);
  }

  /// Whether anything is limited; without a limit every reservation is granted.
  public boolean limited() {
    return follower != null;
  }

  /// Why spending is not known; empty when it is.
  public Optional<String> notReady() {
    return follower == null ? Optional.empty() : follower.notReady();
  }

  /// Holds a call, before it is made. Waits at start until today's spending is known, at most as
  /// long as configured.
  ///
  /// @param documentId names the task: `task-0`
  /// @param fingerprint of the vision task, as its result will have it
  /// @param estimatedTokens of prompt, picture and answer, 0 or more
  public Budgeted reserve(
      String tenant, String documentId, String fingerprint, long estimatedTokens)
      throws InterruptedException {
    if (estimatedTokens < 0) {
      throw new IllegalArgumentException(
          "estimatedTokens is " + estimatedTokens + ", must not be negative");
    }
    SpendingLedger.Part part = new SpendingLedger.Part(tenant, documentId, fingerprint);
    if (follower == null) {
      return new Budgeted.Granted(new Reservation(ledger, part, Spent.NOTHING));
    }
    follower.awaitCaughtUp(config.catchUpTimeout());
    return ledger.reserve(part, estimatedTokens);
  }

  /// Calls a tenant has made or holds today; without a limit only what this worker made.
  public long callsOf(String tenant) {
    return ledger.ofTenant(tenant).calls();
  }

  /// Tokens a tenant has used or holds today; as [#callsOf].
  public long tokensOf(String tenant) {
    return ledger.ofTenant(tenant).tokens();
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
  }
}
