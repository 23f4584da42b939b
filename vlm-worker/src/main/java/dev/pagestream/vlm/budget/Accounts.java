package dev.pagestream.vlm.budget;

import java.util.LinkedHashMap;
import java.util.Map;

/// What each of many has spent and holds; of those who hold nothing the least recently used are
/// forgotten first. Confined to the ledger's lock.
final class Accounts {
  private final int most;
  private final LinkedHashMap<String, Spent> spent = new LinkedHashMap<>(16, 0.75f, true);

  /// Bounded by the calls in flight.
  private final Map<String, Spent> held = new LinkedHashMap<>();

  Accounts(int most) {
    this.most = most;
  }

  /// Spent and held.
  Spent of(String name) {
    return spent.getOrDefault(name, Spent.NOTHING).plus(held.getOrDefault(name, Spent.NOTHING));
  }

  void hold(String name, Spent amount) {
    held.merge(name, amount, Spent::plus);
  }

  void release(String name, Spent amount) {
    held.computeIfPresent(
        name,
        (_, now) -> {
          Spent left = now.minus(amount);
          return left.isNothing() ? null : left;
        });
  }

  void add(String name, Spent amount) {
    spent.merge(name, amount, Spent::plus);
    if (spent.size() > most) {
      spent.remove(spent.firstEntry().getKey());
    }
  }

  void forgetSpent() {
    spent.clear();
  }
}
