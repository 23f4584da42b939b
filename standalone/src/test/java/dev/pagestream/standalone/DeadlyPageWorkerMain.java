package dev.pagestream.standalone;

import dev.pagestream.pageworker.PageWorkerMain;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/// A page worker, the real one, in a JVM whose decoder of JPEG 2000 has a fatal fault.
public final class DeadlyPageWorkerMain {
  private DeadlyPageWorkerMain() {}

  public static void main(String[] args) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry
        .getServiceProviders(
            ImageReaderSpi.class,
            spi -> List.of(((ImageReaderSpi) spi).getFormatNames()).contains("JPEG2000"),
            false)
        .forEachRemaining(registry::deregisterServiceProvider);
    registry.registerServiceProvider(new DeadlyDecoder.Spi());
    PageWorkerMain.main(args);
  }
}
