package dev.pagestream.standalone;

import dev.pagestream.testkit.PdfBuilder;

/// Test documents whose pictures are all different.
final class Reports {
  private static final int PICTURE_PX = 120;

  private Reports() {}

  /// @param seed pictures of different seeds differ
  static byte[] withPictures(long seed, int pages) {
    PdfBuilder pdf = new PdfBuilder();
    for (int page = 1; page <= pages; page++) {
      pdf.page()
          .heading("Section " + page)
          .paragraph("Text of page " + page + " of report " + seed + ".")
          .picture(
              PdfBuilder.bitmap(seed * 1000 + page, PICTURE_PX, PICTURE_PX),
              PdfBuilder.middle(),
              "Figure " + page + ": measurements");
    }
    return pdf.bytes();
  }
}
