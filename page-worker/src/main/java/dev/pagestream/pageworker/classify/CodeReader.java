package dev.pagestream.pageworker.classify;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads bar codes and QR codes. A code that can be read and fills the picture is what the picture
/// is: a photograph with one in a corner is none. Stateless, thread-safe.
final class CodeReader {
  /// More pixels only cost time.
  private static final int MAX_SIDE_PX = 900;

  /// Modules of a small code need some pixels each.
  private static final int SMALL_SIDE_PX = 240;

  private static final int QUIET_PX = 16;
  private static final double LEAST_EXTENT = 0.4;
  private static final Map<DecodeHintType, Object> HINTS =
      Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.ALSO_INVERTED, true);

  private CodeReader() {}

  static Optional<PictureLabel> read(BufferedImage image) {
    BufferedImage framed = framed(image);
    int width = framed.getWidth();
    int height = framed.getHeight();
    int[] rgb = framed.getRGB(0, 0, width, height, null, 0, width);
    BinaryBitmap bitmap =
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, rgb)));
    try {
      Result result = new MultiFormatReader().decode(bitmap, HINTS);
      return extent(result) >= LEAST_EXTENT * Math.max(width, height)
          ? Optional.of(label(result.getBarcodeFormat()))
          : Optional.empty();
    } catch (NotFoundException _) {
      return Optional.empty();
    } catch (RuntimeException _) {
      // Some readers trip over what is no code.
      return Optional.empty();
    }
  }

  private static double extent(Result result) {
    ResultPoint[] points =
        Arrays.stream(result.getResultPoints())
            .filter(Objects::nonNull)
            .toArray(ResultPoint[]::new);
    double most = 0;
    for (ResultPoint a : points) {
      for (ResultPoint b : points) {
        most = Math.max(most, ResultPoint.distance(a, b));
      }
    }
    return most;
  }

  private static PictureLabel label(BarcodeFormat format) {
    return switch (format) {
      // What is made of modules in two directions is called a QR code here: there is no other
      // label.
      case QR_CODE, AZTEC, DATA_MATRIX, MAXICODE -> PictureLabel.QR_CODE;
      case CODABAR,
          CODE_39,
          CODE_93,
          CODE_128,
          EAN_8,
          EAN_13,
          ITF,
          PDF_417,
          RSS_14,
          RSS_EXPANDED,
          UPC_A,
          UPC_E,
          UPC_EAN_EXTENSION ->
          PictureLabel.BAR_CODE;
    };
  }

  /// On white with the quiet zone that crops cut off, at a size that is read well.
  private static BufferedImage framed(BufferedImage image) {
    int side = Math.max(image.getWidth(), image.getHeight());
    double scale = side < SMALL_SIDE_PX ? 2 : Math.min(1, MAX_SIDE_PX / (double) side);
    int width = Math.max(1, (int) Math.round(scale * image.getWidth()));
    int height = Math.max(1, (int) Math.round(scale * image.getHeight()));
    BufferedImage framed =
        new BufferedImage(width + 2 * QUIET_PX, height + 2 * QUIET_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = framed.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, framed.getWidth(), framed.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        scale > 1
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, QUIET_PX, QUIET_PX, width, height, null);
    graphics.dispose();
    return framed;
  }
}
