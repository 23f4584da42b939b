package dev.pagestream.vlm.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What tenants and tasks have spent on this UTC day, and what is held for calls in flight.
/// Thread-safe; memory is bounded.
///
/// What was spent is what the topic says. Own calls are counted at once and stay counted as own
/// until their result is read back from the topic, which replaces nothing: it only tells that they
/// need not be waited for any longer. A result that is never read back, as its transaction failed,
/// stays counted.
final class SpendingLedger {
  private static final int MAX_ACCOUNTS = 100_000;
  private static final int MAX_UNSEEN = 100_000;
  private static final Duration UNSEEN_LIMIT = Duration.ofMinutes(10);

  private final BudgetConfig limits;
  private final InstantSource clock;

  // All guarded by this.
  private LocalDate day;
  private final Accounts tenants = new Accounts(MAX_ACCOUNTS);
  private final Accounts tasks = new Accounts(MAX_ACCOUNTS);

  /// Settled here and not yet read back, oldest first.
  private final LinkedHashMap<Part, Unseen> unseen = new LinkedHashMap<>();

  SpendingLedger(BudgetConfig limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.day = today();
  }

  /// A paid part of a document.
  record Part(String tenant, String documentId, String fingerprint) {
    String taskId() {
      return TaskIds.of(documentId);
    }
  }

  private record Unseen(Spent spent, Instant settledAt) {}

  synchronized Budgeted reserve(Part part, long estimatedTokens) {
    startDay();
    Spent held = new Spent(1, estimatedTokens);
    Spent tenant = tenants.of(part.tenant()).plus(held);
    Spent task = tasks.of(part.taskId()).plus(held);
    Optional<String> refusal =
        over(tenant, "tenant", limits.tenantCallsPerDay(), limits.tenantTokensPerDay(), held)
            .or(() -> over(task, "task", limits.taskCalls(), limits.taskTokens(), held));
    if (refusal.isPresent()) {
      return new Budgeted.Refused(refusal.get());
    }
    tenants.hold(part.tenant(), held);
    tasks.hold(part.taskId(), held);
    return new Budgeted.Granted(new Reservation(this, part, held));
  }

  synchronized void settle(Part part, Spent held, Spent spent) {
    startDay();
    tenants.release(part.tenant(), held);
    tasks.release(part.taskId(), held);
    if (spent.isNothing()) {
      return;
    }
    add(part, spent);
    if (!limits.limits()) {
      return; // Nobody reads the topic back.
    }
    Unseen earlier = unseen.remove(part);
    unseen.put(
        part, new Unseen(earlier == null ? spent : earlier.spent().plus(spent), clock.instant()));
    forgetUnseen();
  }

  /// What the topic says was spent by whatever worker; own numbers are kept, as they are better.
  synchronized void seen(Part part, Spent spent, Instant at) {
    startDay();
    boolean own = unseen.remove(part) != null;
    if (!own && !spent.isNothing() && dayOf(at).equals(day)) {
      add(part, spent);
    }
  }

  synchronized Spent ofTenant(String tenant) {
    startDay();
    return tenants.of(tenant);
  }

  /// Held only, when tasks are not limited.
  synchronized Spent ofTask(String taskId) {
    startDay();
    return tasks.of(taskId);
  }

  private void add(Part part, Spent spent) {
    tenants.add(part.tenant(), spent);
    if (limits.limitsTasks()) {
      tasks.add(part.taskId(), spent); // Every document may be a task: nothing to keep for nobody.
    }
  }

  /// They stay counted; only that their results are waited for is given up.
  private void forgetUnseen() {
    Instant oldest = clock.instant().minus(UNSEEN_LIMIT);
    Iterator<Map.Entry<Part, Unseen>> entries = unseen.entrySet().iterator();
    while (entries.hasNext()) {
      boolean old = entries.next().getValue().settledAt().isBefore(oldest);
      if (!old && unseen.size() <= MAX_UNSEEN) {
        return;
      }
      entries.remove();
    }
  }

  /// At midnight everybody begins anew; what is in flight is held on.
  private void startDay() {
    LocalDate now = today();
    if (now.isAfter(day)) {
      day = now;
      tenants.forgetSpent();
      tasks.forgetSpent();
    }
  }

  private static Optional<String> over(
      Spent wanted, String whose, long maxCalls, long maxTokens, Spent held) {
    if (maxCalls > 0 && wanted.calls() > maxCalls) {
      return Optional.of(
          "The %s has used %d of its %d calls of this day (UTC)."
              .formatted(whose, wanted.calls() - held.calls(), maxCalls));
    }
    if (maxTokens > 0 && wanted.tokens() > maxTokens) {
      return Optional.of(
          "The %s has used %d of its %d tokens of this day (UTC), and the call may need %d."
              .formatted(whose, wanted.tokens() - held.tokens(), maxTokens, held.tokens()));
    }
    return Optional.empty();
  }

  private LocalDate today() {
    return dayOf(clock.instant());
  }

  private static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
