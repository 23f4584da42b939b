package dev.pagestream.runtime.resilience;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/// A server that bears so many calls at a time and refuses the others at once, and a client that
/// always has work, held by an [AimdLimit]. One unit of time is one call, jittered by a half. Some
/// calls may be refused by chance, whatever the load.
final class SimulatedServer {
  private static final double REFUSAL = 0.02;

  private final Random random = new Random(7);
  private final Queue<End> ends = new PriorityQueue<>();
  private AimdLimit limit;
  private int capacity;
  private double chanceOfRefusal;
  private double retryAfter;
  private double holdUntil;
  private int busy;
  private int inFlight;
  private double now;
  private int answered;
  private int refused;

  private record End(double at, boolean answer, int generation) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return Double.compare(at, other.at);
    }
  }

  SimulatedServer(AimdLimit limit, int capacity) {
    this.limit = limit;
    this.capacity = capacity;
  }

  void capacity(int newCapacity) {
    capacity = newCapacity;
  }

  /// From now on so many calls are refused although there is room.
  void refuseByChance(double share) {
    chanceOfRefusal = share;
  }

  /// From now on whom it refuses it tells when to come back, and nobody calls until then.
  void askToWait(double units) {
    retryAfter = units;
  }

  int limit() {
    return limit.limit();
  }

  /// Lets time pass.
  void run(double units) {
    answered = 0;
    refused = 0;
    double until = now + units;
    fill();
    while (next() <= until) {
      now = next();
      if (!ends.isEmpty() && ends.element().at <= now) {
        end(ends.remove());
      }
      fill();
    }
    now = until;
  }

  /// Of the last run: answers, as a share of what the server could have given.
  double use(double units) {
    return answered / (capacity * units);
  }

  /// Of the last run: calls that were too many.
  int refused() {
    return refused;
  }

  /// Time until the limit comes to this.
  double unitsUntilAtLeast(int wanted, double longest) {
    double begin = now;
    while (limit.limit() < wanted && now - begin < longest) {
      run(0.25);
    }
    return now - begin;
  }

  private double next() {
    double end = ends.isEmpty() ? Double.MAX_VALUE : ends.element().at;
    return now < holdUntil ? Math.min(end, holdUntil) : end;
  }

  private void fill() {
    while (now >= holdUntil && inFlight < limit.limit()) {
      inFlight++;
      boolean answer = busy < capacity && random.nextDouble() >= chanceOfRefusal;
      busy += answer ? 1 : 0;
      double lasts = answer ? 0.5 + random.nextDouble() : REFUSAL;
      ends.add(new End(now + lasts, answer, limit.generation()));
    }
  }

  private void end(End end) {
    now = end.at;
    if (end.answer) {
      busy--;
      answered++;
      limit = limit.succeeded(inFlight);
    } else {
      refused++;
      limit = retryAfter > 0 ? limit.toldToWait(end.generation) : limit.refused(end.generation);
      holdUntil = Math.max(holdUntil, now + retryAfter);
    }
    inFlight--;
  }
}
