package dev.pagestream.testkit.samples;

import java.util.Arrays;
import java.util.Random;

/// Rain, temperature and level of a made-up river, day by day. A seeded model: rain raises the
/// level, which then falls towards its base.
final class RiverDays {
  private static final long SEED = 2025;
  private static final double BASE_METRES = 0.5;
  private static final double RECESSION = 0.82;
  private static final double METRES_PER_MM = 0.021;

  private final double[] rain;
  private final double[] temperature;
  private final double[] level;

  RiverDays(int days) {
    Random random = new Random(SEED);
    rain = new double[days];
    temperature = new double[days];
    level = new double[days];
    double above = 0.55;
    for (int day = 0; day < days; day++) {
      boolean wet = random.nextDouble() < 0.38;
      rain[day] = wet ? Math.round(10 * (0.4 + 12 * Math.pow(random.nextDouble(), 2.2))) / 10.0 : 0;
      if (random.nextInt(31) == 0) {
        rain[day] += 34; // A storm.
      }
      double season = 9 - 8 * Math.cos(2 * Math.PI * (day + 8) / 365);
      temperature[day] = Math.round(10 * (season + 5 * (random.nextDouble() - 0.5))) / 10.0;
      above = above * RECESSION + rain[day] * METRES_PER_MM;
      level[day] = Math.round(100 * (BASE_METRES + above)) / 100.0;
    }
  }

  /// In millimetres.
  double rain(int day) {
    return rain[day];
  }

  /// In degrees Celsius.
  double temperature(int day) {
    return temperature[day];
  }

  /// Daily mean in metres.
  double level(int day) {
    return level[day];
  }

  /// @param last inclusive
  double[] levels(int first, int last) {
    return Arrays.copyOfRange(level, first, last + 1);
  }
}
