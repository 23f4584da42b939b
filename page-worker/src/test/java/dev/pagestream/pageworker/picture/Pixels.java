package dev.pagestream.pageworker.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// What a crop shows.
public final class Pixels {
  private Pixels() {}

  public static BufferedImage of(Crop crop) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(crop.bytes()));
  }
}
