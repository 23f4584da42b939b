package dev.pagestream.pageworker.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.PdfFixture;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.pageworker.picture.Pixels;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way a bitmap can lie in a PDF comes out in its true colours.
class PictureCodecsIT {
  private static final int SIDE = 64;

  /// Red is the left half, blue the right one.
  private static final Color LEFT = Color.RED;

  private static final Color RIGHT = Color.BLUE;

  @TempDir Path directory;

  /// Makes the image of a document.
  @FunctionalInterface
  private interface Maker {
    PDImageXObject in(PDDocument document) throws IOException;
  }

  @Test
  void colourOfEightBits() throws Exception {
    assertHalves(
        crop(document -> LosslessFactory.createFromImage(document, halves())), LEFT, RIGHT, 0);
  }

  @Test
  void jpeg() throws Exception {
    assertHalves(
        crop(document -> JPEGFactory.createFromImage(document, halves(), 0.95f)), LEFT, RIGHT, 12);
  }

  @Test
  void colourOfSixteenBits() throws Exception {
    ColorSpace rgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ComponentColorModel model =
        new ComponentColorModel(
            rgb, false, false, java.awt.Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        raster.setPixel(x, y, x < SIDE / 2 ? new int[] {65535, 0, 0} : new int[] {0, 0, 65535});
      }
    }
    BufferedImage deep = new BufferedImage(model, raster, false, null);

    Crop crop =
        crop(document -> {
          PDImageXObject image = LosslessFactory.createFromImage(document, deep);
          assertThat(image.getBitsPerComponent()).isEqualTo(16);
          return image;
        });

    assertHalves(crop, LEFT, RIGHT, 2);
  }

  @Test
  void coloursOfAPalette() throws Exception {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % SIDE < SIDE / 2 ? 1 : 2);
    }
    COSArray palette = new COSArray();
    palette.add(COSName.INDEXED);
    palette.add(COSName.DEVICERGB);
    palette.add(COSInteger.get(2));
    palette.add(new COSString(new byte[] {0, 0, 0, (byte) 255, 0, 0, 0, 0, (byte) 255}));

    assertHalves(crop(document -> raw(document, pixels, palette, 8, null)), LEFT, RIGHT, 0);
  }

  /// Without a profile CMYK has no exact colours: these are near to what they say.
  @Test
  void coloursOfPrint() throws Exception {
    byte[] pixels = new byte[SIDE * SIDE * 4];
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean left = i % SIDE < SIDE / 2;
      pixels[4 * i] = (byte) (left ? 0 : 255);
      pixels[4 * i + 1] = (byte) 255;
      pixels[4 * i + 2] = (byte) (left ? 255 : 0);
    }

    Crop crop = crop(document -> raw(document, pixels, COSName.DEVICECMYK, 8, null));

    assertHalves(crop, new Color(237, 28, 36), new Color(46, 49, 146), 24);
  }

  @Test
  void whatIsTransparentShowsWhatIsBehindIt() throws Exception {
    BufferedImage see = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        see.setRGB(x, y, x < SIDE / 2 ? 0x80ff0000 : 0x000000ff);
      }
    }

    assertHalves(
        crop(document -> LosslessFactory.createFromImage(document, see)),
        new Color(255, 127, 127),
        Color.WHITE,
        3);
  }

  @Test
  void jpegWithSoftMask() throws Exception {
    Crop crop =
        crop(document -> {
          PDImageXObject image = JPEGFactory.createFromImage(document, halves(), 0.95f);
          byte[] mask = new byte[SIDE * SIDE];
          for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (i % SIDE < SIDE / 2 ? 255 : 0);
          }
          image
              .getCOSObject()
              .setItem(COSName.SMASK, raw(document, mask, COSName.DEVICEGRAY, 8, null));
          return image;
        });

    assertHalves(crop, LEFT, Color.WHITE, 12);
  }

  @Test
  void fax() throws Exception {
    assertHalves(
        crop(document -> CCITTFactory.createFromImage(document, blackAndWhite())),
        Color.BLACK,
        Color.WHITE,
        0);
  }

  @Test
  void jbig2() throws Exception {
    Crop crop =
        crop(document -> {
          byte[] fax =
              CCITTFactory.createFromImage(document, blackAndWhite())
                  .getStream()
                  .getCOSObject()
                  .createRawInputStream()
                  .readAllBytes();
          return raw(document, jbig2(fax), COSName.DEVICEGRAY, 1, COSName.JBIG2_DECODE);
        });

    assertHalves(crop, Color.BLACK, Color.WHITE, 0);
  }

  @Test
  void jpeg2000() throws Exception {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    BufferedImage written = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    paint(written);
    assertThat(ImageIO.write(written, "JPEG2000", encoded)).isTrue();

    Crop crop =
        crop(document ->
            raw(document, encoded.toByteArray(), COSName.DEVICERGB, 8, COSName.JPX_DECODE));

    assertHalves(crop, LEFT, RIGHT, 3);
  }

  private Crop crop(Maker maker) throws Exception {
    Path file =
        new PdfFixture()
            .page(
                (document, p, content) -> content.drawImage(maker.in(document), 100, 300, 200, 200))
            .save(directory.resolve("picture.pdf"));
    try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
      List<Box> boxes = source.read(1).bitmaps();
      assertThat(boxes).hasSize(1);
      return source.crop(1, boxes, 1).getFirst();
    }
  }

  private static void assertHalves(Crop crop, Color left, Color right, int tolerance)
      throws IOException {
    BufferedImage image = Pixels.of(crop);
    assertNear(image, image.getWidth() / 4, left, tolerance);
    assertNear(image, image.getWidth() * 3 / 4, right, tolerance);
  }

  private static void assertNear(BufferedImage image, int x, Color wanted, int tolerance) {
    Color is = new Color(image.getRGB(x, image.getHeight() / 2));
    assertThat(
            Math.max(
                Math.abs(is.getRed() - wanted.getRed()),
                Math.max(
                    Math.abs(is.getGreen() - wanted.getGreen()),
                    Math.abs(is.getBlue() - wanted.getBlue()))))
        .as(is + " is to be " + wanted)
        .isLessThanOrEqualTo(tolerance);
  }

  private static BufferedImage halves() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    paint(image);
    return image;
  }

  private static void paint(BufferedImage image) {
    paint(image, LEFT, RIGHT);
  }

  private static BufferedImage blackAndWhite() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY);
    paint(image, Color.BLACK, Color.WHITE);
    return image;
  }

  private static void paint(BufferedImage image, Color left, Color right) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(left);
    graphics.fillRect(0, 0, SIDE / 2, SIDE);
    graphics.setColor(right);
    graphics.fillRect(SIDE / 2, 0, SIDE / 2, SIDE);
    graphics.dispose();
  }

  private static PDImageXObject raw(
      PDDocument document, byte[] data, COSBase colours, int bits, @Nullable COSName filter)
      throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createRawOutputStream()) {
      out.write(data);
    }
    stream.setItem(COSName.TYPE, COSName.XOBJECT);
    stream.setItem(COSName.SUBTYPE, COSName.IMAGE);
    stream.setItem(COSName.COLORSPACE, colours);
    stream.setItem(COSName.FILTER, filter);
    stream.setInt(COSName.WIDTH, SIDE);
    stream.setInt(COSName.HEIGHT, SIDE);
    stream.setInt(COSName.BITS_PER_COMPONENT, bits);
    return new PDImageXObject(new PDStream(stream), null);
  }

  /// A page of one region, whose coding is that of fax.
  private static byte[] jbig2(byte[] fax) {
    ByteBuffer data = ByteBuffer.allocate(11 + 19 + 11 + 18 + fax.length);
    data.putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19); // The page.
    data.putInt(SIDE).putInt(SIDE).putInt(0).putInt(0).put((byte) 0).putShort((short) 0);
    data.putInt(1).put((byte) 38).put((byte) 0).put((byte) 1).putInt(18 + fax.length);
    data.putInt(SIDE).putInt(SIDE).putInt(0).putInt(0).put((byte) 0).put((byte) 1).put(fax);
    return data.array();
  }
}
