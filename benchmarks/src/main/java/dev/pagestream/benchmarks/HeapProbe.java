package dev.pagestream.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.pdf.PdfPageSource;
import dev.pagestream.pageworker.source.PageLimits;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// Analyses all pages of a file and crops all of their pictures and each page as a whole, and says
/// how much memory that took.
public final class HeapProbe {
  /// What it says in the end: pages, pictures, most megabytes in use after a collection.
  static final String TOLD = "^probed \\d+ \\d+ \\d+$";

  private static final double SCALE = 2;
  private static final AtomicLong MOST_BYTES = new AtomicLong();

  private HeapProbe() {}

  /// @param args the file
  public static void main(String[] args) throws Exception {
    watchCollections();
    PageLayout layout = new PageLayout(new FigureFinder());
    int pictures = 0;
    try (PdfPageSource source = PdfPageSource.open(Path.of(args[0]), PageLimits.DEFAULT)) {
      for (int page = 1; page <= source.pages(); page++) {
        ArrangedPage arranged = layout.arrange(source.read(page));
        List<Box> boxes = arranged.pictures().map(ArrangedPage.Picture::box).toList();
        pictures += boxes.isEmpty() ? 0 : source.crop(page, boxes, SCALE).size();
        source.crop(page, List.of(new Box(0, 0, arranged.widthPt(), arranged.heightPt())), SCALE);
      }
      System.out.println(
          "probed " + source.pages() + " " + pictures + " " + mostBytes() / 1_000_000);
    }
  }

  /// Without any collection, all that was ever allocated and is not yet free.
  private static long mostBytes() {
    Runtime runtime = Runtime.getRuntime();
    return MOST_BYTES.get() == 0 ? runtime.totalMemory() - runtime.freeMemory() : MOST_BYTES.get();
  }

  private static void watchCollections() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, _) -> {
                GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from(
                        (CompositeData) notification.getUserData());
                long used =
                    info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> !pool.getKey().startsWith("Meta"))
                        .filter(pool -> !pool.getKey().startsWith("Code"))
                        .filter(pool -> !pool.getKey().startsWith("Compressed"))
                        .map(java.util.Map.Entry::getValue)
                        .mapToLong(MemoryUsage::getUsed)
                        .sum();
                MOST_BYTES.accumulateAndGet(used, Math::max);
              },
              null,
              null);
    }
  }
}
