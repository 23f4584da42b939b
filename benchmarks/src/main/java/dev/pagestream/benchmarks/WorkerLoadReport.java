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
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// The figures of one run, as Markdown and as a picture. Filled by one thread, then written.
final class WorkerLoadReport {
  private static final int WIDTH_PX = 900;
  private static final int HEIGHT_PX = 360;
  private static final double CONVERGED = 0.9;

  private double steadyShort;
  private double steadyLong;
  private double stepwise;
  private double faulty;
  private double callsPerPicture;
  private long loopTokens;
  private long stoppedTokens;
  private WorkerLoad.Changing changing = new WorkerLoad.Changing(List.of(), 1, 1, List.of(0, 0, 0));

  void steadyShort(double share) {
    steadyShort = share;
    tell("steadyShort", share);
  }

  void steadyLong(double share) {
    steadyLong = share;
    tell("steadyLong", share);
  }

  void stepwise(double share) {
    stepwise = share;
    tell("stepwise", share);
  }

  void faulty(double share) {
    faulty = share;
    tell("faulty", share);
  }

  void changing(WorkerLoad.Changing run) {
    changing = run;
    tell("changing", run);
  }

  void equal(double calls) {
    callsPerPicture = calls;
    tell("equal", calls);
  }

  void loops(long whole, long stopped) {
    loopTokens = whole;
    stoppedTokens = stopped;
  }

  /// A whole run takes minutes.
  private static void tell(String measure, Object result) {
    System.out.println(measure + ": " + result);
  }

  void write(Path directory) throws IOException {
    String table = table();
    Files.writeString(directory.resolve("benchmarks-vlm-worker.md"), page(table));
    ChartUtils.saveChartAsPNG(
        directory.resolve("vlm-worker-capacity.png").toFile(), chart(), WIDTH_PX, HEIGHT_PX);
    System.out.println(table);
  }

  private static String page(String table) {
    return """
    # Benchmarks of the vlm-worker

    Written by the benchmark itself: `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`.
    %s, %s, %d cores, JDK %s. Kafka, the worker and the model server share these cores.

    The lane is filled before the worker starts, on real Kafka; pictures are a few bytes, so that nothing but the worker
    decides how fast the server is asked. The server works on 64 calls at once; its latencies differ by 30 %% around their
    mean. *Share* is answers per second in the middle eight tenths of a run over what the slots could have given at the
    latencies drawn.

    %s

    ![Answers per second while the server loses half of its slots and gets them back](vlm-worker-capacity.png)

    The server turns a call away when all slots are busy (429, no queue): at 20 s it loses half of its slots, at 40 s it
    has them back. The limit is found by trying, so some calls are turned away all the time; none of them burns an
    attempt. Each of these answers asks to wait for a second (`Retry-After: 1`), and nobody calls in that second: those are
    the dips. After a look beyond the limit that found nothing the worker waits twice as long before the next, up to 32 rounds.

    *Batches of eight* is how today's tools call: the pictures of a document in batches of eight with a barrier after
    each, a new connection for every picture, eight documents at a time.
    """
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            table);
  }

  private String table() {
    int part = changing.partSeconds();
    return String.format(
        Locale.ROOT,
        """
        | measure | |
        |---|---|
        | share of capacity, 250 ms | **%.3f** |
        | share of capacity, 2 s | **%.3f** |
        | share of capacity, 250 ms, batches of eight with a barrier | %.3f |
        | share of capacity, every tenth call 503 or 429 | **%.3f** |
        | calls made / distinct pictures, 10,000 tasks over 1,000 pictures | %.3f |
        | capacity halved: seconds to 0.9 of the new one, calls turned away in 20 s | %s, %d |
        | capacity doubled: seconds to 0.9 of the new one, calls turned away in 20 s | %s, %d |
        | calls turned away in the first 20 s | %d |
        | tokens of a looping answer, without and with the repetition stopper | %d, %d |\
        """,
        steadyShort,
        steadyLong,
        stepwise,
        faulty,
        callsPerPicture,
        converged(part, changing.full() / 2),
        changing.overloads().get(1),
        converged(2 * part, changing.full()),
        changing.overloads().get(2),
        changing.overloads().get(0),
        loopTokens,
        stoppedTokens);
  }

  /// Seconds from a moment until the answers of a second reach nine tenths of the capacity.
  private String converged(int from, double capacity) {
    List<Integer> bins = changing.perSecond();
    for (int second = from;
        second < Math.min(bins.size(), from + changing.partSeconds());
        second++) {
      if (bins.get(second) >= CONVERGED * capacity) {
        return Integer.toString(second - from + 1);
      }
    }
    return "not within " + changing.partSeconds();
  }

  private JFreeChart chart() {
    XYSeries answers = new XYSeries("answers per second");
    for (int second = 0; second < changing.perSecond().size(); second++) {
      answers.add(second, changing.perSecond().get(second));
    }
    JFreeChart chart =
        ChartFactory.createXYLineChart(
            "Answers per second, capacity halved at 20 s and back at 40 s",
            "seconds since the first call",
            "answers/s",
            new XYSeriesCollection(answers));
    XYPlot plot = chart.getXYPlot();
    for (double limit : List.of(changing.full(), changing.full() / 2)) {
      plot.addRangeMarker(new ValueMarker(limit, Color.RED, new BasicStroke(1.5f)));
    }
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    chart.removeLegend();
    return chart;
  }
}
