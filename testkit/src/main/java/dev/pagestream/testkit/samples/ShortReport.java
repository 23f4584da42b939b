package dev.pagestream.testkit.samples;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Four pages with one of everything: title, headings, lists, two columns, a ruled table, three
/// captioned bitmaps, a logo on every page, and a chart drawn with vectors.
final class ShortReport {
  private static final int PAGES = 4;
  private static final float GUTTER = 22;
  private static final float COLUMN = (Sheet.TEXT_WIDTH - GUTTER) / 2;
  private static final float JPEG_QUALITY = 0.85f;

  private final PDDocument document;
  private final Palette palette = new Palette();
  private final PDImageXObject logo;

  ShortReport(PDDocument document) throws IOException {
    this.document = document;
    logo = LosslessFactory.createFromImage(document, new Logo(palette).draw());
  }

  void write() throws IOException {
    network();
    level();
    quality();
    flow();
  }

  private Sheet page(int number) throws IOException {
    return new Sheet(document)
        .furniture("River Aske Monitoring Report 2025", logo, "Page " + number + " of " + PAGES);
  }

  private void network() throws IOException {
    PDImageXObject map = LosslessFactory.createFromImage(document, new StationMap(palette).draw());
    try (Sheet sheet = page(1)) {
      sheet
          .text(Style.TITLE, "River Aske Monitoring Report 2025")
          .text(Style.SUBTITLE, "Aske Valley Water Association, Aldham, January 2026")
          .text(Style.HEADING, "Summary")
          .text(
              Style.BODY,
              "The Association read the level of the River Aske at five stations throughout 2025 and took water samples at each"
                  + " of them once a month. The year brought one flood: on 14 March the river rose to 2.84 metres at Aldham and"
                  + " stood above the flood stage for two days. No dwelling was flooded.")
          .text(
              Style.BODY,
              "Water quality was good in the upper valley and fair below Aldham, where nitrate rose above the limit of 10"
                  + " milligrams per litre in May. The summer was dry. In August the mean flow fell to 4.9 cubic metres per"
                  + " second, the lowest monthly value since the records began in 1998.")
          .text(Style.HEADING, "1 The network")
          .text(
              Style.BODY,
              "Five gauging stations stand on the Aske between the moor and Lake Orrin (Figure 1). Each has a stilling well with"
                  + " a float and a data logger. Levels are read every fifteen minutes and sent to the office once an hour over"
                  + " the mobile network. The tributary Brent joins the river at Brentfoot and carries about a fifth of its water.")
          .figure(
              map,
              400,
              "Figure 1: The River Aske from Highmoor to Lake Orrin with its five gauging stations. Distances are river"
                  + " kilometres above the lake; dashed lines are data links to the office in Aldham.")
          .text(Style.SUBHEADING, "1.1 Changes in 2025")
          .text(
              Style.BODY,
              "The logger at Brackwater failed on 3 June and was replaced the next day; thirty-one hours of readings are missing."
                  + " The staff gauge at Lakemouth was levelled again in September and found to be two millimetres too high.");
    }
  }

  private void level() throws IOException {
    PDImageXObject chart = LosslessFactory.createFromImage(document, march().draw());
    try (Sheet sheet = page(2)) {
      sheet.text(Style.HEADING, "2 Water level").space(2);
      float top = sheet.y();
      sheet
          .column(Sheet.MARGIN, COLUMN, top)
          .text(Style.SUBHEADING, "2.1 The flood of March")
          .text(
              Style.BODY,
              "Snow lay on the moor until the second week of March. On the evening of the 11th a warm front crossed the valley"
                  + " and brought 46 millimetres of rain in thirty hours, most of it on ground that was already soaked. The snow"
                  + " melted at the same time.")
          .text(
              Style.BODY,
              "The level at Aldham began to rise before midnight and passed the warning mark of 2.0 metres on the morning of the"
                  + " 13th. The flood stage of 2.5 metres was reached that evening. The peak of 2.84 metres followed on the 14th"
                  + " (Figure 2).")
          .text(
              Style.BODY,
              "The fire brigade closed the mill lane and put up the flood boards at the lower bridge. Three cellars took in"
                  + " ground water. By the evening of the 15th the river was back below the flood stage.")
          .text(Style.SUBHEADING, "2.2 Warning times")
          .text(
              Style.BODY,
              "Highmoor saw the wave nine hours before Aldham. Of these, seven and a half were left when the first warning was"
                  + " sent, which is an hour and a half more than in the flood of 2019. The gain comes from the hourly data: before"
                  + " 2022 the stations reported every four hours.")
          .text(
              Style.BODY,
              "Residents who had asked for it were warned by telephone. Of 212 calls, 187 were answered at once and 19 on the"
                  + " second attempt; six numbers were out of date.");
      sheet
          .column(Sheet.MARGIN + COLUMN + GUTTER, COLUMN, top)
          .figure(
              chart,
              COLUMN,
              "Figure 2: Highest water level of each day at Aldham in March 2025. The dashed line is the flood stage.")
          .text(Style.SUBHEADING, "2.3 The rest of the year")
          .text(
              Style.BODY,
              "April was dry, and the level fell without a break from the first week of the month until the thunderstorms of 9"
                  + " June. These brought short rises of up to half a metre at Brentfoot and hardly any further down.")
          .text(
              Style.BODY,
              "From July to the middle of September the level at Aldham stayed between 0.42 and 0.55 metres. Water was taken"
                  + " from the river for irrigation at two places until the district council stopped it on 4 August.")
          .text(
              Style.BODY,
              "Autumn rain came late. The first rise of more than twenty centimetres was seen on 7 October. By the end of the"
                  + " year the river stood at 1.18 metres, close to the mean of the last ten years.");
    }
  }

  /// Highest values of the days of March, in metres.
  private LevelChart march() {
    double[] levels = {
      0.94, 0.92, 0.91, 0.93, 0.97, 1.02, 1.00, 0.98, 1.01, 1.09, 1.22, 1.71, 2.55, 2.84, 2.61,
      2.12, 1.83, 1.64, 1.52, 1.44, 1.37, 1.32, 1.28, 1.24, 1.22, 1.26, 1.31, 1.27, 1.22, 1.18, 1.15
    };
    List<String> days =
        IntStream.rangeClosed(1, levels.length)
            .mapToObj(day -> day % 5 == 1 ? Integer.toString(day) : "")
            .toList();
    return new LevelChart(
        palette, "Water level at Aldham, March 2025", "Day of March", days, levels);
  }

  private void quality() throws IOException {
    PDImageXObject view =
        JPEGFactory.createFromImage(document, new RiverView(palette).draw(), JPEG_QUALITY);
    try (Sheet sheet = page(3)) {
      sheet
          .text(Style.HEADING, "3 Water quality")
          .text(
              Style.BODY,
              "Samples were taken in the first week of each month, between nine and eleven in the morning, half a metre below the"
                  + " surface. The laboratory of the district analysed them within a day. Table 1 gives the means of the year.")
          .text(Style.CAPTION, "Table 1: Means of twelve monthly samples, 2025.")
          .space(-8);
      float below = StationTable.draw(sheet, Sheet.MARGIN, sheet.y(), Sheet.TEXT_WIDTH);
      sheet
          .column(Sheet.MARGIN, Sheet.TEXT_WIDTH, below + 16)
          .text(
              Style.BODY,
              "Oxygen falls and nitrate rises on the way down the valley, as in earlier years. Three things stand out:")
          .item(
              "•",
              "Nitrate at Brackwater reached 9.9 milligrams per litre in the mean and 12.3 in the sample of May, above the limit of 10.")
          .item(
              "•",
              "Oxygen never fell below 8 milligrams per litre, not even in the dry weeks of August.")
          .item(
              "•",
              "The water at Lakemouth was 0.8 degrees warmer than in 2024, mostly because of the long summer.")
          .space(6)
          .text(Style.SUBHEADING, "3.1 The gauge house")
          .text(
              Style.BODY,
              "The house at the weir of Aldham dates from 1931 and was restored in autumn with money from the heritage fund"
                  + " (Figure 3). It now holds the sampling store and a small exhibition that is open on Sundays from April to"
                  + " October. The old chart recorder still runs beside the new logger.")
          .figure(
              view,
              420,
              "Figure 3: The gauge house at Aldham on an evening in October, with the staff gauge on the right.");
    }
  }

  private void flow() throws IOException {
    try (Sheet sheet = page(4)) {
      sheet
          .text(Style.HEADING, "4 Flow over the year")
          .text(
              Style.BODY,
              "Flow is computed from the level at Aldham with the rating curve of 2021, which was checked by four measurements"
                  + " with the current meter. The mean flow of the year was 13.2 cubic metres per second. March alone carried"
                  + " nearly a sixth of the water of the whole year (Figure 4).");
      float height = 190;
      float axis = sheet.y() + height + 26;
      FlowChart.draw(sheet, Sheet.MARGIN, axis, Sheet.TEXT_WIDTH, height);
      sheet
          .column(Sheet.MARGIN, Sheet.TEXT_WIDTH, axis + 26)
          .text(
              Style.CAPTION,
              "Figure 4: Mean monthly flow at Aldham in 2025. March, with the flood, is darker.")
          .text(Style.HEADING, "5 Plans for 2026")
          .text(Style.BODY, "The general meeting of 28 November agreed on the following work:")
          .item(
              "1.",
              "Move the logger at Brackwater into the well and fit a second antenna, by the end of March.")
          .item(
              "2.",
              "Measure the flow at Brentfoot at least six times, three of them above 1.5 metres, for a new rating curve.")
          .item(
              "3.",
              "Ask the farms between Aldham and Brackwater for a strip of ten metres along the bank that is not fertilised.")
          .item(
              "4.",
              "Bring the telephone list up to date and call every number on it once in autumn.")
          .space(6)
          .text(
              Style.BODY,
              "The work will cost about 38,000 euros. The district pays two thirds of it, the members of the Association the"
                  + " rest. The next report will be published in January 2027.")
          .text(Style.SUBHEADING, "Thanks")
          .text(
              Style.BODY,
              "The readings would not exist without the twenty-three volunteers who look after the stations. The Association"
                  + " thanks them, the district laboratory, and the fire brigades of Aldham and Brackwater.");
    }
  }
}
