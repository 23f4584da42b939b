package dev.pagestream.testkit.samples;

import java.io.IOException;

/// A ruled table of readings.
final class StationTable {
  private static final float[] COLUMNS = {0, 104, 190, 276, 362};
  private static final float ROW = 19;
  private static final String[][] ROWS = {
    {"Station", "Oxygen (mg/l)", "Nitrate (mg/l)", "pH", "Temperature (°C)"},
    {"Highmoor", "11.2", "3.1", "7.4", "8.9"},
    {"Brentfoot", "10.6", "5.8", "7.6", "10.2"},
    {"Aldham", "10.1", "7.4", "7.7", "10.9"},
    {"Brackwater", "9.3", "9.9", "7.8", "11.6"},
    {"Lakemouth", "9.0", "9.2", "7.9", "12.4"},
  };

  private StationTable() {}

  /// @return y of the lower edge
  static float draw(Sheet sheet, float left, float top, float width) throws IOException {
    sheet.fill(left, top, width, ROW, Palette.PALE);
    for (int row = 0; row < ROWS.length; row++) {
      Style style = row == 0 ? Style.HEAD_CELL : Style.CELL;
      for (int column = 0; column < COLUMNS.length; column++) {
        sheet.at(style, left + COLUMNS[column] + 6, top + row * ROW + 13, ROWS[row][column]);
      }
    }
    float bottom = top + ROWS.length * ROW;
    for (int row = 0; row <= ROWS.length; row++) {
      sheet.rule(left, top + row * ROW, left + width, top + row * ROW, 0.6f, Palette.SLATE);
    }
    for (float column : COLUMNS) {
      sheet.rule(left + column, top, left + column, bottom, 0.6f, Palette.SLATE);
    }
    sheet.rule(left + width, top, left + width, bottom, 0.6f, Palette.SLATE);
    return bottom;
  }
}
