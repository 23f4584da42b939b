package dev.pagestream.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/// The figures of one run, as Markdown and as a picture. Immutable.
///
/// @param documents that were gone over
/// @param rounds of each way to go over them
/// @param heavy rounds over pages full of text, drawings and cells
/// @param opensPerPage of a document of 500 pages
/// @param heap of each file that asks for memory
record PageAnalysisReport(
    int documents,
    Map<PageWork, List<PageWork.Round>> rounds,
    Map<PageWork, List<PageWork.Round>> heavy,
    double opensPerPage,
    List<HeapBench.Use> heap) {
  private static final int WIDTH_PX = 900;
  private static final int HEIGHT_PX = 360;
  private static final double TARGET_PAGES_PER_SECOND = 100;

  void write(Path directory) throws IOException {
    String table = table();
    Files.writeString(directory.resolve("benchmarks-page-worker.md"), page(table));
    ChartUtils.saveChartAsPNG(
        directory.resolve("page-analysis.png").toFile(), chart(), WIDTH_PX, HEIGHT_PX);
    System.out.println(table);
  }

  private String page(String table) {
    return """
    # Benchmarks of page analysis

    Written by the benchmark itself: `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`
    (`-Dbenchmarks.pages=DIRECTORY` measures a directory of PDFs too).
    %s, %s, JDK %s, one core of a machine of 2 cores and 24 GiB (`-XX:ActiveProcessorCount=1`).

    %,d pages in %d documents: the project's fixtures, its samples, and what else was given. The ways to go over them take
    turns, after a warm-up, and the figures are medians of %d rounds. Time is CPU time of the whole process, its collector
    and compiler included, because others use the machine as well; documents are opened anew in each round.

    %s

    ![Pages a second of each way to go over them, with the aim](page-analysis.png)

    *Bare engine* is a `PDFGraphicsStreamEngine` that does nothing with what it reads. *Full pages* are generated: small
    type in two columns, drawings of 5,000 and of 20,000 lines and curves, tables of 540 cells. *As PDFBox and ImageIO do it* renders
    each page that has pictures once, cuts and writes them with the default encoder.

    The heap is that of a process of its own with `-Xmx%s` that analyses all pages of the file, crops all pictures and each
    page as a whole at 144 dpi; the figure is the most that was in use after a collection.
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.version(),
            of(PageWork.ANALYSE).getFirst().units(),
            documents,
            of(PageWork.ANALYSE).size(),
            table,
            HeapBench.HEAP);
  }

  private String table() {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """
                | measure | | aim |
                |---|---|---|
                | analyse: open, read, arrange, find pictures | **%.0f pages/s** | 100 |
                | bare engine | %.0f pages/s | |
                | analyse / bare engine | **%.2f** | 0.6 |
                | full pages: analyse | %.0f pages/s | |
                | full pages: bare engine | %.0f pages/s | |
                | full pages: analyse / bare engine | **%.2f** | 0.6 |
                | `PDFTextStripper` | %.0f pages/s | |
                | crop and encode at 144 dpi | **%.1f pictures/s** | 20 |
                | the same as PDFBox and ImageIO do it | %.1f pictures/s | |
                | opens per page task, document of 500 pages | **%.3f** | << 1 |
                """,
                median(PageWork.ANALYSE),
                median(PageWork.BARE_ENGINE),
                median(PageWork.ANALYSE) / median(PageWork.BARE_ENGINE),
                median(heavy, PageWork.ANALYSE),
                median(heavy, PageWork.BARE_ENGINE),
                median(heavy, PageWork.ANALYSE) / median(heavy, PageWork.BARE_ENGINE),
                median(PageWork.TEXT_STRIPPER),
                median(PageWork.CROP),
                median(PageWork.BARE_CROP),
                opensPerPage));
    for (HeapBench.Use use : heap) {
      table.append(
          String.format(
              Locale.ROOT,
              "| heap, %s | %s | 512 |%n",
              use.file(),
              use.usedMb() < 0
                  ? "**failed**"
                  : "**%d MB**, %d pictures".formatted(use.usedMb(), use.pictures())));
    }
    return table.toString().strip();
  }

  private List<PageWork.Round> of(PageWork work) {
    return of(rounds, work);
  }

  private static List<PageWork.Round> of(
      Map<PageWork, List<PageWork.Round>> rounds, PageWork work) {
    return Objects.requireNonNull(rounds.get(work), () -> "no rounds of " + work);
  }

  private double median(PageWork work) {
    return median(rounds, work);
  }

  private static double median(Map<PageWork, List<PageWork.Round>> rounds, PageWork work) {
    List<Double> sorted =
        of(rounds, work).stream().map(PageWork.Round::perCpuSecond).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private JFreeChart chart() {
    DefaultCategoryDataset pages = new DefaultCategoryDataset();
    pages.addValue(median(PageWork.ANALYSE), "pages", "analyse");
    pages.addValue(median(PageWork.BARE_ENGINE), "pages", "bare engine");
    pages.addValue(median(PageWork.TEXT_STRIPPER), "pages", "PDFTextStripper");
    JFreeChart chart =
        ChartFactory.createBarChart("Pages per second of one core", null, "pages/s", pages);
    CategoryPlot plot = chart.getCategoryPlot();
    BarRenderer renderer = (BarRenderer) plot.getRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setMaximumBarWidth(0.15);
    plot.addRangeMarker(new ValueMarker(TARGET_PAGES_PER_SECOND, Color.RED, new BasicStroke(1.5f)));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    chart.removeLegend();
    return chart;
  }
}
