package dev.pagestream.pageworker.pdf;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.picture.Crop;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// The JPEGs of a page that are drawn upright and whole, and over which nothing is drawn: their
/// bytes show what a rendering would show, without the loss and the work of one. Confined to the
/// thread of the page.
final class PlainJpegs {
  /// A box within so many points of the JPEG's is the JPEG's.
  private static final double SAME_PT = 1;

  /// What covers less than this is the noise of neighbours that touch.
  private static final double TOUCH_PT = 0.1;

  /// Sides of the JPEG may be in this proportion to those of a rendering: with fewer pixels the
  /// rendering would add none of its own, but models see less; more are only more bytes.
  private static final double LEAST_PIXELS = 0.5;

  private static final double MOST_PIXELS = 2.2;

  /// Pixels as wide as they are high, almost.
  private static final double SQUARE = 0.02;

  private static final int TRAILER_BYTES = 64;
  private static final int YCBCR = 1;

  private final List<Placed> placed = new ArrayList<>();

  private record Placed(Box box, PDImageXObject image) {}

  /// @param image drawn upright, whole and opaque, at the box
  void add(PDImageXObject image, Box box) {
    covered(box);
    if (isPlain(image.getCOSObject())) {
      placed.add(new Placed(box, image));
    }
  }

  /// Something is drawn here.
  void covered(Box box) {
    if (!placed.isEmpty()) {
      placed.removeIf(under -> overlaps(under.box(), box));
    }
  }

  /// The JPEG that is the whole of a box, if it serves as its crop.
  Optional<Crop> at(Box box, double scale, long maxPixels, int maxBytes) throws IOException {
    for (Placed candidate : placed) {
      if (same(candidate.box(), box)) {
        return crop(candidate, scale, maxPixels, maxBytes);
      }
    }
    return Optional.empty();
  }

  private static Optional<Crop> crop(Placed plain, double scale, long maxPixels, int maxBytes)
      throws IOException {
    COSStream stream = plain.image().getCOSObject();
    if (stream.getLength() > maxBytes) {
      return Optional.empty();
    }
    byte[] jpeg;
    try (InputStream in = stream.createRawInputStream()) {
      jpeg = in.readAllBytes();
    }
    return JpegHeader.read(jpeg)
        .filter(header -> isComplete(jpeg) && isAsSaid(header, plain.image()))
        .filter(header -> (long) header.widthPx() * header.heightPx() <= maxPixels)
        .filter(header -> isFit(header, plain.box(), scale))
        .map(header -> Crop.jpeg(jpeg, header.widthPx(), header.heightPx()));
  }

  private static boolean isPlain(COSStream image) {
    List<COSName> filters = Unfolding.filters(image);
    return filters.size() == 1
        && Unfolding.isJpeg(filters.getFirst())
        && !image.containsKey(COSName.DECODE_PARMS)
        && !image.containsKey(COSName.DECODE)
        && !image.containsKey(COSName.SMASK)
        && !image.containsKey(COSName.MASK)
        && !image.containsKey(COSName.OC)
        && !image.getBoolean(COSName.IMAGE_MASK, false);
  }

  /// Its own header and the document agree on size and colours, and no viewer would turn it.
  private static boolean isAsSaid(JpegHeader header, PDImageXObject image) {
    boolean colours =
        header.components() == 1
            || (header.components() == 3
                && (header.transform() == JpegHeader.NO_ADOBE || header.transform() == YCBCR));
    return colours
        && header.bits() == 8
        && !header.exif()
        && header.widthPx() == image.getWidth()
        && header.heightPx() == image.getHeight()
        && isUsual(image, header.components());
  }

  private static boolean isUsual(PDImageXObject image, int components) {
    try {
      PDColorSpace space = image.getColorSpace();
      return switch (space) {
        case PDDeviceGray _ -> components == 1;
        case PDDeviceRGB _ -> components == 3;
        case PDICCBased profile -> components == 3 && profile.isSRGB();
        case null, default -> false;
      };
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isFit(JpegHeader header, Box box, double scale) {
    double across = header.widthPx() / (box.width() * scale);
    double down = header.heightPx() / (box.height() * scale);
    return across >= LEAST_PIXELS
        && across <= MOST_PIXELS
        && Math.abs(across - down) <= SQUARE * across;
  }

  private static boolean isComplete(byte[] jpeg) {
    for (int i = jpeg.length - 2; i >= Math.max(0, jpeg.length - TRAILER_BYTES); i--) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xd9) {
        return (jpeg[0] & 0xff) == 0xff;
      }
    }
    return false;
  }

  private static boolean same(Box a, Box b) {
    return Math.abs(a.left() - b.left()) <= SAME_PT
        && Math.abs(a.top() - b.top()) <= SAME_PT
        && Math.abs(a.right() - b.right()) <= SAME_PT
        && Math.abs(a.bottom() - b.bottom()) <= SAME_PT;
  }

  private static boolean overlaps(Box a, Box b) {
    return Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()) > TOUCH_PT
        && Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()) > TOUCH_PT;
  }
}
