package dev.pagestream.testkit.samples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// A logbook of 200 days, a page each. Every seventh page charts the week; every fourteenth day of
/// service shows the same section of the station, and every thirtieth page the same view: equal
/// pictures on many pages.
final class LongReport {
  private static final int PAGES = 200;
  private static final int WEEK = 7;
  private static final int SERVICE_DAYS = 14;
  private static final int VIEW_DAYS = 30;
  private static final float JPEG_QUALITY = 0.8f;
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  private final PDDocument document;
  private final Palette palette = new Palette();
  private final RiverDays days = new RiverDays(PAGES);
  private final PDImageXObject logo;
  private final PDImageXObject section;
  private final PDImageXObject view;
  private int figures;

  LongReport(PDDocument document) throws IOException {
    this.document = document;
    logo = LosslessFactory.createFromImage(document, new Logo(palette).draw());
    section = LosslessFactory.createFromImage(document, new GaugeSection(palette).draw());
    view = JPEGFactory.createFromImage(document, new RiverView(palette).draw(), JPEG_QUALITY);
  }

  void write() throws IOException {
    for (int day = 0; day < PAGES; day++) {
      try (Sheet sheet = new Sheet(document)) {
        sheet.furniture(
            "Logbook of the Gauging Station at Aldham", logo, "Page " + (day + 1) + " of " + PAGES);
        write(sheet, day);
      }
    }
  }

  private void write(Sheet sheet, int day) throws IOException {
    if (day == 0) {
      sheet
          .text(Style.TITLE, "Logbook of Aldham Station")
          .text(Style.SUBTITLE, "River Aske, 1 January to 19 July 2025");
    }
    LogEntry entry = new LogEntry(days, day);
    sheet
        .text(Style.HEADING, FIRST_DAY.plusDays(day).format(DATE))
        .text(Style.SUBHEADING, "Weather")
        .text(Style.BODY, entry.weather());
    sheet.text(Style.SUBHEADING, "Level").text(Style.BODY, entry.level());
    sheet.text(Style.SUBHEADING, "Readings");
    for (String reading : entry.readings()) {
      sheet.item("•", reading);
    }
    sheet.space(6).text(Style.SUBHEADING, "Work at the station").text(Style.BODY, entry.work());
    figure(sheet, day);
  }

  private void figure(Sheet sheet, int day) throws IOException {
    if (day % SERVICE_DAYS == 3) {
      sheet.figure(
          section,
          380,
          caption(
              "Section of the gauging station, with the parts that are serviced every fortnight."));
    } else if (day % WEEK == WEEK - 1) {
      sheet.figure(
          LosslessFactory.createFromImage(document, week(day)),
          380,
          caption("Water level at Aldham in the week up to this day."));
    } else if (day % VIEW_DAYS == 15) {
      sheet.figure(
          view, 380, caption("The gauge house and the weir, from the file of the station."));
    }
  }

  private String caption(String text) {
    return "Figure " + ++figures + ": " + text;
  }

  private BufferedImage week(int lastDay) {
    double[] levels = days.levels(lastDay - WEEK + 1, lastDay);
    List<String> dates =
        IntStream.rangeClosed(lastDay - WEEK + 1, lastDay)
            .mapToObj(day ->
                FIRST_DAY
                    .plusDays(day)
                    .format(DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH)))
            .toList();
    return new LevelChart(palette, "Water level at Aldham", "Daily mean, 2025", dates, levels)
        .draw();
  }
}
