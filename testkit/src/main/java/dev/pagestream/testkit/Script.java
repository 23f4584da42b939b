package dev.pagestream.testkit;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Decides the faults of a [FakeVlm]. Must be thread-safe; the ones made here are.
@FunctionalInterface
public interface Script {
  /// The fault of this call; empty for a proper answer.
  Optional<Fault> fault(Arrival arrival);

  /// Every call is answered.
  static Script healthy() {
    return _ -> Optional.empty();
  }

  static Script always(Fault fault) {
    return _ -> Optional.of(fault);
  }

  static Script when(Predicate<Arrival> condition, Fault fault) {
    return arrival -> condition.test(arrival) ? Optional.of(fault) : Optional.empty();
  }

  /// The first calls at the server, whatever the picture.
  static Script firstCalls(int count, Fault fault) {
    return when(arrival -> arrival.number() <= count, fault);
  }

  /// The first calls with each picture.
  static Script firstAttempts(int count, Fault fault) {
    return when(arrival -> arrival.attempt() <= count, fault);
  }

  /// Every call with this picture.
  static Script picture(String sha256, Fault fault) {
    return when(arrival -> arrival.pictureSha256().equals(sha256), fault);
  }

  /// A share of the calls, drawn by picture and attempt: the same seed gives the same faults in any
  /// order of arrival.
  ///
  /// @param rate 0 to 1
  static Script rate(double rate, long seed, Fault fault) {
    return when(
        arrival ->
            // Not Random, whose first numbers are nearly the same for neighbouring seeds: a picture
            // would be refused at every attempt or at none.
            new SplittableRandom(
                        seed ^ (31L * arrival.pictureSha256().hashCode() + arrival.attempt()))
                    .nextDouble()
                < rate,
        fault);
  }

  /// This script's fault, else the other's.
  default Script or(Script other) {
    return arrival -> fault(arrival).or(() -> other.fault(arrival));
  }
}
