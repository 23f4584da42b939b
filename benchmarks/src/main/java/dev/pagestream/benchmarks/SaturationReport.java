package dev.pagestream.benchmarks;

import dev.pagestream.testkit.VlmCall;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TreeMap;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// Writes a result as Markdown and as a picture.
final class SaturationReport {
  private static final long BIN_MILLIS = 250;
  private static final int WIDTH_PX = 900;
  private static final int HEIGHT_PX = 360;

  private SaturationReport() {}

  static void write(Path directory, SaturationResult result) throws IOException {
    Files.writeString(directory.resolve("benchmarks.md"), page(result));
    ChartUtils.saveChartAsPNG(
        directory.resolve("vlm-saturation.png").toFile(), chart(result), WIDTH_PX, HEIGHT_PX);
  }

  private static String page(SaturationResult result) {
    return """
    # Benchmarks

    Written by the benchmark itself: `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`.
    %s, %s, %d cores, JDK %s. Everything, the model server included, shares these cores.

    Those of the vlm-worker alone are in [benchmarks-vlm-worker.md](benchmarks-vlm-worker.md), those of page analysis in
    [benchmarks-page-worker.md](benchmarks-page-worker.md), what large documents cost the assembler in
    [benchmarks-assembler.md](benchmarks-assembler.md).

    ## vlm-saturation

    A model server that answers after 250 ms and works on 64 calls at once can give %.0f answers a second. %,d
    different pictures in documents of 20 pages are submitted at once to `pagestream serve`, twice; its lane has 8
    partitions with a window of 8, so it may have exactly as many calls in flight as the server has slots.

    *Open*: the server is there from the start. On these cores the page workers cannot analyse and render pages as fast
    as it could describe their pictures, so they set the pace. *Filled first*: the server comes up when all pages are
    analysed, so that the lane is full and the model calls set the pace. That is the measure of saturation.

    %s

    ![Answers per second since the first call, filled first, with the server's limit](vlm-saturation.png)

    The single document has one page and one new picture, the model answers at once, the system is idle. On its way it
    passes seven topics one after another, each hop a transaction.
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            result.limitPerSecond(),
            result.filled().pictures(),
            table(result));
  }

  static String table(SaturationResult result) {
    BulkRun open = result.open();
    BulkRun filled = result.filled();
    return String.format(
        Locale.ROOT,
        """
        | measure | open | filled first |
        |---|---|---|
        | answers per second, steady state | %.0f | %.0f |
        | share of the server's limit | %.2f | **%.3f** |
        | calls made / distinct pictures | %d / %d | %d / %d |
        | most calls in flight | %d | %d |
        | submit to first call | %.2f s | |
        | submit to last document finished | %.1f s | |
        | CPU per picture, whole system | %.1f ms | %.1f ms |

        | one document on an idle system | |
        |---|---|
        | submit to finished, p50 | %.0f ms |
        | submit to finished, p99 | %.0f ms |\
        """,
        open.steadyPerSecond(),
        filled.steadyPerSecond(),
        open.steadyPerSecond() / result.limitPerSecond(),
        result.ratio(),
        open.calls().size(),
        open.pictures(),
        filled.calls().size(),
        filled.pictures(),
        open.maxInFlight(),
        filled.maxInFlight(),
        open.secondsToFirstCall(),
        open.secondsToFinish(),
        open.cpuMillisPerPicture(),
        filled.cpuMillisPerPicture(),
        result.singlePercentile(0.50),
        result.singlePercentile(0.99));
  }

  private static JFreeChart chart(SaturationResult result) {
    TreeMap<Long, Integer> bins = new TreeMap<>();
    Instant begin = result.filled().calls().getFirst().start();
    for (VlmCall call : result.filled().calls()) {
      bins.merge(Duration.between(begin, call.end()).toMillis() / BIN_MILLIS, 1, Integer::sum);
    }
    XYSeries answers = new XYSeries("answers per second");
    for (long bin = 0; bin <= bins.lastKey() + 1; bin++) {
      answers.add(bin * BIN_MILLIS / 1e3, bins.getOrDefault(bin, 0) * 1e3 / BIN_MILLIS);
    }
    JFreeChart chart =
        ChartFactory.createXYLineChart(
            "Model answers per second",
            "seconds since the first call",
            "answers/s",
            new XYSeriesCollection(answers));
    XYPlot plot = chart.getXYPlot();
    ValueMarker limit = new ValueMarker(result.limitPerSecond(), Color.RED, new BasicStroke(1.5f));
    limit.setLabel("the server's limit");
    limit.setLabelOffset(new org.jfree.chart.ui.RectangleInsets(10, 60, 0, 0));
    plot.addRangeMarker(limit);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    chart.removeLegend();
    return chart;
  }
}
