package dev.pagestream.pageworker.classify;

import java.util.Locale;

/// The labels of DocumentFigureClassifier v2.5, in the order of its outputs.
public enum PictureLabel {
  LOGO("logo"),
  PHOTOGRAPH("other"),
  ICON("icon"),
  ENGINEERING_DRAWING("other"),
  LINE_CHART("line_chart"),
  BAR_CHART("bar_chart"),
  OTHER("other"),
  TABLE("other"),
  FLOW_CHART("flow_chart"),
  SCREENSHOT_FROM_COMPUTER("screenshot"),
  SIGNATURE("signature"),
  SCREENSHOT_FROM_MANUAL("screenshot"),
  GEOGRAPHICAL_MAP("map"),
  PIE_CHART("pie_chart"),
  PAGE_THUMBNAIL("other"),
  STAMP("stamp"),
  MUSIC("other"),
  CALENDAR("other"),
  QR_CODE("qr_code"),
  BAR_CODE("bar_code"),
  FULL_PAGE_IMAGE("other"),
  SCATTER_PLOT("other"),
  CHEMISTRY_STRUCTURE("chemistry_molecular_structure"),
  TOPOGRAPHICAL_MAP("map"),
  CROSSWORD_PUZZLE("other"),
  BOX_PLOT("other");

  private final String inVersion1;

  PictureLabel(String inVersion1) {
    this.inVersion1 = inVersion1;
  }

  /// As docling writes it: `bar_chart`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The label of v1 that comes nearest; `other` where it has none.
  public String inVersion1() {
    return inVersion1;
  }
}
