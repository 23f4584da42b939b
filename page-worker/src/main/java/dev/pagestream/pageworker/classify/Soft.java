package dev.pagestream.pageworker.classify;

/// Soft conditions: 0 when they do not hold, 1 when they do, between in between.
final class Soft {
  private Soft() {}

  /// 0 up to `none`, 1 from `full`.
  static double rise(double value, double none, double full) {
    return Math.clamp((value - none) / (full - none), 0, 1);
  }

  /// 1 up to `full`, 0 from `none`.
  static double fall(double value, double full, double none) {
    return Math.clamp((none - value) / (none - full), 0, 1);
  }

  static double all(double... conditions) {
    double least = 1;
    for (double condition : conditions) {
      least = Math.min(least, condition);
    }
    return least;
  }

  static double any(double... conditions) {
    double most = 0;
    for (double condition : conditions) {
      most = Math.max(most, condition);
    }
    return most;
  }
}
