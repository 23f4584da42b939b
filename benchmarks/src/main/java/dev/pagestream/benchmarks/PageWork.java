package dev.pagestream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.figure.FigureFinder;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.pdf.PdfPageSource;
import dev.pagestream.pageworker.source.PageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/// Ways to go over the pages of a document. Each opens every document once.
enum PageWork {
  /// Opens, reads and arranges each page, as the page worker does.
  ANALYSE {
    @Override
    long over(Path file) throws Exception {
      PageLayout layout = new PageLayout(new FigureFinder());
      try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
        for (int page = 1; page <= source.pages(); page++) {
          layout.arrange(source.read(page));
        }
        return source.pages();
      }
    }
  },

  /// PDFBox's engine, which does nothing with what it reads.
  BARE_ENGINE {
    @Override
    long over(Path file) throws Exception {
      try (PDDocument document = Loader.loadPDF(file.toFile())) {
        for (PDPage page : document.getPages()) {
          new BareEngine(page).run();
        }
        return document.getNumberOfPages();
      }
    }
  },

  /// PDFBox's text extraction.
  TEXT_STRIPPER {
    @Override
    long over(Path file) throws Exception {
      try (PDDocument document = Loader.loadPDF(file.toFile())) {
        new PDFTextStripper().getText(document);
        return document.getNumberOfPages();
      }
    }
  },

  /// The pictures of each page cropped at 144 dpi; finding them is not measured.
  CROP {
    @Override
    long over(Path file) throws Exception {
      long pictures = 0;
      PageLayout layout = new PageLayout(new FigureFinder());
      try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT)) {
        for (int page = 1; page <= source.pages(); page++) {
          List<Box> boxes = unmeasured(layout, source, page);
          if (!boxes.isEmpty()) {
            pictures += source.crop(page, boxes, SCALE).size();
          }
        }
      }
      return pictures;
    }
  },

  /// The same pictures as PDFBox and ImageIO have them: each page with pictures rendered, cut and
  /// written.
  BARE_CROP {
    @Override
    long over(Path file) throws Exception {
      long pictures = 0;
      PageLayout layout = new PageLayout(new FigureFinder());
      try (PdfPageSource source = PdfPageSource.open(file, PageLimits.DEFAULT);
          PDDocument document = Loader.loadPDF(file.toFile())) {
        PDFRenderer renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
        for (int page = 1; page <= source.pages(); page++) {
          List<Box> boxes = unmeasured(layout, source, page);
          if (!boxes.isEmpty()) {
            cut(renderer.renderImage(page - 1, (float) SCALE, ImageType.ARGB), boxes);
            pictures += boxes.size();
          }
        }
      }
      return pictures;
    }
  };

  private static final double SCALE = 2;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// CPU time that is not to be counted, of the round being measured.
  private static long unmeasuredNanos;

  /// @param units pages, or pictures
  /// @param cpuSeconds of the whole process, with its collector and compiler
  record Round(long units, double cpuSeconds, double wallSeconds) {
    double perCpuSecond() {
      return units / cpuSeconds;
    }
  }

  /// Goes over a document and returns how many units that were.
  abstract long over(Path file) throws Exception;

  /// Rounds before those that are measured. The code of a worker, which runs for days, is compiled;
  /// that of the analysis is so only after some thousand pages. Crops spend their time in few
  /// loops.
  int warmUpRounds() {
    return switch (this) {
      case ANALYSE, BARE_ENGINE, TEXT_STRIPPER -> 20;
      case CROP, BARE_CROP -> 2;
    };
  }

  Round over(List<Path> files) throws Exception {
    System.gc();
    unmeasuredNanos = 0;
    long wall = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    long units = 0;
    for (Path file : files) {
      units += over(file);
    }
    return new Round(
        units,
        (PROCESS.getProcessCpuTime() - cpu - unmeasuredNanos) / 1e9,
        (System.nanoTime() - wall) / 1e9);
  }

  private static List<Box> unmeasured(PageLayout layout, PdfPageSource source, int page)
      throws Exception {
    long cpu = PROCESS.getProcessCpuTime();
    List<Box> boxes =
        layout.arrange(source.read(page)).pictures().map(ArrangedPage.Picture::box).toList();
    unmeasuredNanos += PROCESS.getProcessCpuTime() - cpu;
    return boxes;
  }

  private static void cut(BufferedImage page, List<Box> boxes) throws Exception {
    for (Box box : boxes) {
      int left = Math.clamp((int) (box.left() * SCALE), 0, page.getWidth() - 1);
      int top = Math.clamp((int) (box.top() * SCALE), 0, page.getHeight() - 1);
      int width = Math.clamp((int) Math.ceil(box.width() * SCALE), 1, page.getWidth() - left);
      int height = Math.clamp((int) Math.ceil(box.height() * SCALE), 1, page.getHeight() - top);
      ImageIO.write(page.getSubimage(left, top, width, height), "png", new ByteArrayOutputStream());
    }
  }
}
