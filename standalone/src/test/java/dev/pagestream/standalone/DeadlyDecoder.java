package dev.pagestream.standalone;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// Stands for a decoder with a fatal fault: says it reads JPEG 2000, and one picture it is given
/// ends the process. Another it reads slowly.
final class DeadlyDecoder extends ImageReader {
  /// First byte of a picture that ends the process; any other only takes its time.
  static final byte DEADLY = 'K';

  static final byte SLOW = 'S';

  /// Side of every picture, in pixels.
  static final int SIDE_PX = 100;

  static final int EXIT_CODE = 9;

  private static final int STEP_MS = 20;
  private static final int SLOW_MS = 1_500;

  /// Waits so long for pages beside it, so that they are in flight when the process ends.
  private static final int COMPANY_MS = 4_000;

  DeadlyDecoder(Spi spi) {
    super(spi);
  }

  @Override
  public BufferedImage read(int index, @Nullable ImageReadParam param) throws IOException {
    int first = ((ImageInputStream) getInput()).read();
    if (first == DEADLY) {
      endProcess();
    }
    sleep(SLOW_MS);
    return new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_3BYTE_BGR);
  }

  private static void endProcess() {
    for (int waited = 0; waited < COMPANY_MS && pagesInFlight() == 1; waited += STEP_MS) {
      sleep(STEP_MS);
    }
    System.out.println("decoder ends the process, pages in flight: " + pagesInFlight());
    System.out.flush();
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  private static long pagesInFlight() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("page-"))
        .filter(thread -> thread.getName().matches("page-.*-\\d+"))
        .count();
  }

  private static void sleep(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int getNumImages(boolean allowSearch) {
    return 1;
  }

  @Override
  public int getWidth(int index) {
    return SIDE_PX;
  }

  @Override
  public int getHeight(int index) {
    return SIDE_PX;
  }

  @Override
  public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
    return List.of(ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR))
        .iterator();
  }

  @Override
  public @Nullable IIOMetadata getStreamMetadata() {
    return null;
  }

  @Override
  public @Nullable IIOMetadata getImageMetadata(int index) {
    return null;
  }

  /// How ImageIO comes to it.
  static final class Spi extends ImageReaderSpi {
    Spi() {
      super(
          "test",
          "1",
          new String[] {"JPEG2000", "jpeg2000"},
          new String[] {"jp2"},
          new String[] {"image/jp2"},
          DeadlyDecoder.class.getName(),
          new Class<?>[] {ImageInputStream.class},
          null,
          false,
          null,
          null,
          null,
          null,
          false,
          null,
          null,
          null,
          null);
    }

    @Override
    public boolean canDecodeInput(Object source) {
      return false; // Asked by name only.
    }

    @Override
    public ImageReader createReaderInstance(@Nullable Object extension) {
      return new DeadlyDecoder(this);
    }

    @Override
    public String getDescription(@Nullable Locale locale) {
      return "a decoder with a fatal fault";
    }
  }
}
