package dev.pagestream.benchmarks;

import java.util.List;

/// What the benchmark measured.
///
/// @param limitPerSecond calls the server can answer per second
/// @param open the server is there from the start
/// @param filled the server comes up when all pages are analysed
/// @param singleMillis submit to success of one-page documents, sorted
record SaturationResult(
    double limitPerSecond, BulkRun open, BulkRun filled, List<Double> singleMillis) {
  double ratio() {
    return filled.steadyPerSecond() / limitPerSecond;
  }

  double singlePercentile(double share) {
    long index = Math.round(share * singleMillis.size());
    return singleMillis.get((int) Math.min(singleMillis.size() - 1L, index));
  }
}
