package dev.pagestream.pageworker.pdf;

import java.util.ArrayList;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/// The decoder of JPEG 2000 comes with others for formats the JDK reads better itself. Those would
/// be found first or last as it happens: they are taken out.
public final class Jpeg2000 {
  private static final String PLUG_INS = "com.github.jaiimageio.";
  private static final String WANTED = ".jpeg2000.";

  private Jpeg2000() {}

  /// Leaves of its plug-ins the one that is wanted; may be called again.
  public static void only() {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    List<Object> unwanted = new ArrayList<>();
    for (Class<?> kind : List.of(ImageReaderSpi.class, ImageWriterSpi.class)) {
      registry
          .getServiceProviders(kind, false)
          .forEachRemaining(provider -> {
            String name = provider.getClass().getName();
            if (name.startsWith(PLUG_INS) && !name.contains(WANTED)) {
              unwanted.add(provider);
            }
          });
    }
    unwanted.forEach(registry::deregisterServiceProvider);
  }
}
