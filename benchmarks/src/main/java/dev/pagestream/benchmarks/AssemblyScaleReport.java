package dev.pagestream.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// The figures of one run, as Markdown and as a picture. Immutable.
record AssemblyScaleReport(List<AssemblyScale.Size> sizes) {
  private static final int WIDTH_PX = 900;
  private static final int HEIGHT_PX = 360;

  AssemblyScaleReport {
    sizes = List.copyOf(sizes);
  }

  void write(Path directory) throws IOException {
    Files.writeString(directory.resolve("benchmarks-assembler.md"), page());
    ChartUtils.saveChartAsPNG(
        directory.resolve("assembler-scale.png").toFile(), chart(), WIDTH_PX, HEIGHT_PX);
    System.out.println(table());
  }

  private String page() {
    return """
    # Benchmarks of the assembler

    Written by the benchmark itself: `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`.
    %s, %s, %d cores, JDK %s. Broker, registry and the sender of the events share these cores.

    One document after the other goes through an assembler with `-Xmx%s`: joins, finisher, outputs as Markdown, JSON,
    HTML and chunks, stored as files. Each page has about 3,600 characters in 16 texts and two pictures with captions and
    descriptions of their own; no two are alike. The processor time is that of the assembler's process, its collector and
    compiler included, after a warm-up. State is what the joins wrote to their changelog topics, the heap the most in use
    after a collection. Of small documents several are measured, and the figures are their mean.

    %s

    ![Processor time and state per page by pages of the document](assembler-scale.png)

    The document itself is in memory while it is finished: about %.0f KB a page. Its parts are read, and its outputs written,
    piece by piece.
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            AssemblyScale.HEAP,
            table(),
            sizes.getLast().heapMb() * 1e3 / sizes.getLast().pages());
  }

  private String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | pages | pictures | seconds | CPU per page | state per page | heap | outputs |
            |---|---|---|---|---|---|---|
            """);
    for (AssemblyScale.Size size : sizes) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %,d | %,d | %.1f | **%.2f ms** | **%.0f bytes** | %d MB | %.1f MB |%n",
              size.pages(),
              2 * size.pages(),
              size.seconds(),
              size.cpuMillis() / size.pages(),
              (double) size.stateBytes() / size.pages(),
              size.heapMb(),
              size.outputBytes() / 1e6));
    }
    return table.toString().strip();
  }

  private JFreeChart chart() {
    XYSeries cpu = new XYSeries("CPU per page (ms)");
    XYSeries state = new XYSeries("state per page (KB)");
    for (AssemblyScale.Size size : sizes) {
      cpu.add(size.pages(), size.cpuMillis() / size.pages());
      state.add(size.pages(), size.stateBytes() / 1e3 / size.pages());
    }
    XYSeriesCollection all = new XYSeriesCollection(cpu);
    all.addSeries(state);
    JFreeChart chart =
        ChartFactory.createXYLineChart(
            "Cost of a page by the size of its document", "pages", "per page", all);
    XYPlot plot = chart.getXYPlot();
    LogAxis pages = new LogAxis("pages of the document");
    pages.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    plot.setDomainAxis(pages);
    ((NumberAxis) plot.getRangeAxis()).setAutoRangeIncludesZero(true);
    plot.setRenderer(new XYLineAndShapeRenderer());
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    return chart;
  }
}
