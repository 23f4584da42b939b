package dev.pagestream.pageworker.classify;

import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.model.Atom;
import dev.pagestream.pageworker.model.TextLine;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/// What is known of a picture when its class is asked for.
///
/// @param image its pixels, of any bounded size
/// @param atoms marks inside its box
/// @param lines of the text layer inside its box
/// @param box on the page, in points
/// @param pageArea in square points
public record PictureView(
    BufferedImage image,
    List<Atom> atoms,
    List<TextLine> lines,
    Optional<String> caption,
    Box box,
    double pageArea) {
  public PictureView {
    atoms = List.copyOf(atoms);
    lines = List.copyOf(lines);
  }

  /// Pixels of which nothing else is known: a file, or a picture without a page.
  public static PictureView ofPixels(BufferedImage image) {
    Box box = new Box(0, 0, image.getWidth(), image.getHeight());
    return new PictureView(image, List.of(), List.of(), Optional.empty(), box, 4 * box.area());
  }
}
