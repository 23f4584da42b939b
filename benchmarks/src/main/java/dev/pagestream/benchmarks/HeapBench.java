package dev.pagestream.benchmarks;

import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.PdfBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// Files that ask for memory, each in a process of its own with a heap of [#HEAP].
final class HeapBench {
  static final String HEAP = "512m";

  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final int LARGE_FILE_PAGES = 250;
  private static final int LARGE_IMAGE_PX = 840;
  private static final int JPEG_SIDE_PX = 9_000;
  private static final float LARGEST_PAGE_PT = 14_400;

  private HeapBench() {}

  /// @param usedMb most bytes in use after a collection, in MB; -1 when it did not get through
  record Use(String file, int pages, int pictures, long usedMb) {}

  static List<Use> run(Path directory) throws IOException, InterruptedException {
    List<Use> uses = new ArrayList<>();
    uses.add(use("500 MB of bitmaps, 250 pages", largeFile(directory.resolve("large.pdf"))));
    uses.add(use("page of 14,400 x 14,400 pt", largePage(directory.resolve("page.pdf"))));
    uses.add(use("JPEG of 9,000 x 9,000 on A4", largeJpeg(directory.resolve("jpeg.pdf"))));
    return uses;
  }

  private static Use use(String name, Path file) throws InterruptedException {
    try (ChildProcess child =
        ChildProcess.start(
            "heap-probe",
            ChildProcess.Launch.of(HeapProbe.class, file.toString()).withHeap(HEAP))) {
      String[] told = child.awaitLine(HeapProbe.TOLD, LIMIT).split(" ", -1);
      return new Use(
          name, Integer.parseInt(told[1]), Integer.parseInt(told[2]), Long.parseLong(told[3]));
    } catch (AssertionError e) {
      System.out.println(name + ": " + e.getMessage());
      return new Use(name, 0, 0, -1);
    }
  }

  /// Bitmaps of noise, which nothing makes smaller: two megabytes a page.
  private static Path largeFile(Path file) throws IOException {
    Random random = new Random(1);
    byte[] pixels = new byte[LARGE_IMAGE_PX * LARGE_IMAGE_PX * 3];
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < LARGE_FILE_PAGES; i++) {
        random.nextBytes(pixels);
        COSStream stream = document.getDocument().createCOSStream();
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
          out.write(pixels);
        }
        PDImageXObject image = new PDImageXObject(new PDStream(stream), null);
        image.setWidth(LARGE_IMAGE_PX);
        image.setHeight(LARGE_IMAGE_PX);
        image.setBitsPerComponent(8);
        image.getCOSObject().setItem(COSName.COLORSPACE, COSName.DEVICERGB);
        image.getCOSObject().setItem(COSName.SUBTYPE, COSName.IMAGE);
        draw(document, PDRectangle.A4, image, 50, 300, 480, 480);
      }
      document.save(file.toFile());
    }
    return file;
  }

  /// Three pictures, one of them nearly as large as the page.
  private static Path largePage(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(LARGEST_PAGE_PT, LARGEST_PAGE_PT));
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        for (int i = 0; i < 3; i++) {
          PDImageXObject image =
              LosslessFactory.createFromImage(document, PdfBuilder.bitmap(i, 1_200, 1_200));
          content.drawImage(image, 100 + 4_000 * i, 100, 3_500, 3_500);
        }
        PDImageXObject image =
            LosslessFactory.createFromImage(document, PdfBuilder.bitmap(9, 2_000, 1_500));
        content.drawImage(image, 200, 4_000, 13_000, 10_000);
      }
      document.save(file.toFile());
    }
    return file;
  }

  private static Path largeJpeg(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      COSStream stream = document.getDocument().createCOSStream();
      try (var out = stream.createRawOutputStream()) {
        out.write(jpeg());
      }
      stream.setItem(COSName.FILTER, COSName.DCT_DECODE);
      stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
      stream.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
      stream.setInt(COSName.BITS_PER_COMPONENT, 8);
      stream.setInt(COSName.WIDTH, JPEG_SIDE_PX);
      stream.setInt(COSName.HEIGHT, JPEG_SIDE_PX);
      draw(
          document,
          PDRectangle.A4,
          new PDImageXObject(new PDStream(stream), null),
          50,
          300,
          480,
          480);
      document.save(file.toFile());
    }
    return file;
  }

  private static byte[] jpeg() throws IOException {
    BufferedImage image =
        new BufferedImage(JPEG_SIDE_PX, JPEG_SIDE_PX, BufferedImage.TYPE_3BYTE_BGR);
    image
        .getRaster()
        .setDataElements(
            0, 0, JPEG_SIDE_PX, JPEG_SIDE_PX, gradient(3 * JPEG_SIDE_PX * JPEG_SIDE_PX));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, null));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] gradient(int length) {
    byte[] pixels = new byte[length];
    for (int i = 0; i < length; i++) {
      pixels[i] = (byte) (i / 1_000);
    }
    return pixels;
  }

  private static void draw(
      PDDocument document,
      PDRectangle size,
      PDImageXObject image,
      float x,
      float y,
      float width,
      float height)
      throws IOException {
    PDPage page = new PDPage(size);
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.drawImage(image, x, y, width, height);
    }
  }
}
