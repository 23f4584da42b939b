package dev.pagestream.standalone;

import dev.pagestream.testkit.PdfBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

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

  /// The same, and the picture of one page is for [DeadlyDecoder].
  static byte[] withDecoder(long seed, int pages, int decoded, byte first) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(withPictures(seed, pages));
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDResources resources = pdf.getPage(decoded - 1).getResources();
      COSStream picture = pdf.getDocument().createCOSStream();
      try (OutputStream data = picture.createRawOutputStream()) {
        data.write(new byte[] {first, (byte) seed});
      }
      picture.setItem(COSName.TYPE, COSName.XOBJECT);
      picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
      picture.setItem(COSName.FILTER, COSName.JPX_DECODE);
      picture.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
      picture.setInt(COSName.WIDTH, DeadlyDecoder.SIDE_PX);
      picture.setInt(COSName.HEIGHT, DeadlyDecoder.SIDE_PX);
      for (COSName name : resources.getXObjectNames()) {
        resources.put(name, new PDImageXObject(new PDStream(picture), resources));
      }
      pdf.save(out);
      return out.toByteArray();
    }
  }
}
