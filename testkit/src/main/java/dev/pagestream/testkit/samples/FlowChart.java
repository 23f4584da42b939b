package dev.pagestream.testkit.samples;

import java.io.IOException;
import java.util.Locale;

/// A bar chart of monthly flows drawn with lines and rectangles of the page, not as a bitmap.
final class FlowChart {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final double[] FLOWS = {
    18.4, 16.9, 24.7, 15.2, 10.8, 7.1, 5.4, 4.9, 6.3, 11.6, 17.5, 20.1
  };
  private static final float HIGHEST = 25;
  private static final float LABEL_ROOM = 34;

  private FlowChart() {}

  /// @param bottom y of the horizontal axis
  static void draw(Sheet sheet, float left, float bottom, float width, float height)
      throws IOException {
    float axis = left + LABEL_ROOM;
    float slot = (width - LABEL_ROOM) / MONTHS.length;
    for (int flow = 0; flow <= HIGHEST; flow += 5) {
      float y = bottom - flow / HIGHEST * height;
      sheet.rule(axis, y, left + width, y, 0.4f, Palette.GRID);
      String label = Integer.toString(flow);
      sheet.at(Style.FURNITURE, axis - 6 - Sheet.textWidth(Style.FURNITURE, label), y + 3, label);
    }
    for (int month = 0; month < MONTHS.length; month++) {
      float x = axis + month * slot;
      float bar = (float) FLOWS[month] / HIGHEST * height;
      sheet.fill(x + 5, bottom - bar, slot - 10, bar, month == 2 ? Palette.DEEP : Palette.WATER);
      String value = String.format(Locale.ROOT, "%.1f", FLOWS[month]);
      sheet.at(
          Style.FURNITURE,
          x + (slot - Sheet.textWidth(Style.FURNITURE, value)) / 2,
          bottom - bar - 4,
          value);
      sheet.at(
          Style.FURNITURE,
          x + (slot - Sheet.textWidth(Style.FURNITURE, MONTHS[month])) / 2,
          bottom + 13,
          MONTHS[month]);
    }
    sheet.rule(axis, bottom, left + width, bottom, 1, Palette.SLATE);
    sheet.at(Style.FURNITURE, left, bottom - height - 12, "Mean flow (m³/s)");
  }
}
