package dev.pagestream.testkit.samples;

import java.util.List;
import java.util.Locale;

/// What the observer wrote about one day.
final class LogEntry {
  private static final double FLOOD_STAGE = 2.5;
  private static final String[] OBSERVERS = {
    "M. Hartley", "J. Osei", "E. Lindqvist", "P. Varga", "R. Donnelly"
  };
  private static final String[] WORK = {
    "Cleaned the inlet of the stilling well and flushed the pipe for ten minutes. The float moved freely afterwards, and the"
        + " logger agreed with the staff gauge to within three millimetres.",
    "Changed the battery of the logger after 412 days. The clock was eleven seconds slow and was set by the time signal."
        + " No reading was lost, because the change fell between two of them.",
    "Took the monthly water sample half a metre below the surface and brought it to the district laboratory before noon."
        + " The bottle was rinsed three times with river water, as the instructions ask.",
    "Measured the flow from the footbridge with the current meter at twelve verticals. The result lies two per cent above the"
        + " rating curve, which is within what the method allows.",
    "Cut the willows on the right bank that had begun to reach into the sight line of the staff gauge. The cut wood was taken"
        + " away by the parish.",
    "No work was due. Walked the bank as far as the mill and found nothing out of order. Two anglers asked about the level and"
        + " were shown the display at the door.",
    "Checked the antenna after the office had reported a gap of two hours in the data. The plug was damp; it was dried,"
        + " greased and closed again, and the missing readings came in with the next transmission.",
  };

  private final RiverDays days;
  private final int day;

  LogEntry(RiverDays days, int day) {
    this.days = days;
    this.day = day;
  }

  String weather() {
    double rain = days.rain(day);
    String sky;
    if (rain == 0) {
      sky = "No rain fell in the catchment. ";
    } else if (rain < 5) {
      sky =
          String.format(
              Locale.ROOT, "Light rain, %.1f millimetres in all, fell in two short spells. ", rain);
    } else if (rain < 20) {
      sky =
          String.format(
              Locale.ROOT,
              "It rained for most of the night; the gauge at the lock held %.1f millimetres in the morning. ",
              rain);
    } else {
      sky =
          String.format(
              Locale.ROOT,
              "A storm brought %.1f millimetres in less than six hours, the most for weeks. ",
              rain);
    }
    return sky
        + String.format(
            Locale.ROOT,
            "The mean air temperature was %.1f degrees, and the wind came from the %s.",
            days.temperature(day),
            wind());
  }

  String level() {
    double level = days.level(day);
    if (day == 0) {
      return String.format(
          Locale.ROOT,
          "The logbook begins with the river at %.2f metres, which is usual for the season.",
          level);
    }
    int change = (int) Math.round(100 * (level - days.level(day - 1)));
    String first;
    if (Math.abs(change) <= 1) {
      first =
          String.format(
              Locale.ROOT,
              "The level hardly moved and stood at %.2f metres in the mean of the day. ",
              level);
    } else if (change > 0) {
      first =
          String.format(
              Locale.ROOT,
              "The level rose by %d centimetres to a daily mean of %.2f metres. ",
              change,
              level);
    } else {
      first =
          String.format(
              Locale.ROOT,
              "The level fell by %d centimetres to a daily mean of %.2f metres. ",
              -change,
              level);
    }
    return first
        + (level > FLOOD_STAGE
            ? "The river stands above the flood stage of 2.5 metres, and the mill lane is closed."
            : String.format(
                Locale.ROOT,
                "The flood stage of 2.5 metres is %.2f metres away.",
                FLOOD_STAGE - level));
  }

  List<String> readings() {
    double level = days.level(day);
    return List.of(
        String.format(
            Locale.ROOT,
            "At 06:00 the staff gauge showed %.2f metres; the logger showed %.3f.",
            level - 0.01,
            level - 0.008),
        String.format(
            Locale.ROOT,
            "At 18:00 the staff gauge showed %.2f metres; the logger showed %.3f.",
            level + 0.01,
            level + 0.012),
        String.format(
            Locale.ROOT,
            "Water temperature %.1f degrees, battery %.2f volts.",
            Math.max(2, days.temperature(day) - 1.5),
            12.9 - day % 60 / 100.0),
        String.format(
            Locale.ROOT,
            "Flow by the rating curve %.1f cubic metres per second.",
            11.5 * Math.pow(level, 1.6)));
  }

  String work() {
    return WORK[(day * 3 + day / 7) % WORK.length]
        + " Observer: "
        + OBSERVERS[day % OBSERVERS.length]
        + ".";
  }

  private String wind() {
    String[] directions = {"west", "south-west", "north-west", "west", "south", "east", "north"};
    return directions[(int) (days.rain(day) * 10 + day) % directions.length];
  }
}
