package dev.pagestream.benchmarks;

import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.testkit.VlmBehaviour;
import dev.pagestream.testkit.VlmCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How near the system comes to what a model server can do, and how long one small document takes
/// on an idle system.
///
/// The server answers after 250 ms and works on 64 calls at once: 256 calls/s are its limit. Two
/// runs of 2,000 different pictures in 100 documents: in the first the server is there from the
/// start, so page analysis, which here shares two cores with everything else, sets the pace; in the
/// second it comes up only when all pages are analysed, so the lane is full and the model calls set
/// the pace. The share of the limit is taken from the second.
///
/// Run by `./mvnw -Pbenchmarks verify -pl benchmarks -am -DskipTests`.
public final class VlmSaturation {
  private static final int SLOTS = 64;
  private static final Duration LATENCY = Duration.ofMillis(250);
  private static final int DOCUMENTS = 100;
  private static final int PAGES = 20;
  private static final int SINGLE_RUNS = 200;
  private static final int WARM_UPS = 40;
  private static final Duration POLL = Duration.ofSeconds(10);

  private VlmSaturation() {}

  /// @param args directory for `benchmarks.md` and the picture
  public static void main(String[] args) throws IOException, InterruptedException {
    Path out = Files.createDirectories(Path.of(args[0]));
    Path data = Files.createTempDirectory("pagestream-benchmark-");
    VlmBehaviour busy =
        VlmBehaviour.INSTANT.withLatency(LATENCY).withCapacity(SLOTS, 4 * SLOTS).withoutBodies();
    try (FakeVlm vlm = FakeVlm.start(VlmBehaviour.INSTANT.withoutBodies());
        ServedSystem system = ServedSystem.start(data);
        ConversionClient client = system.client()) {
      List<Double> single = singleDocuments(client, vlm);
      vlm.behave(busy);
      BulkRun open = run(client, vlm, system, 0, Lane.OPEN);
      BulkRun filled = run(client, vlm, system, DOCUMENTS, Lane.FILLED_FIRST);
      double limit = SLOTS / (LATENCY.toMillis() / 1e3);
      SaturationResult result = new SaturationResult(limit, open, filled, single);
      SaturationReport.write(out, result);
      System.out.println(SaturationReport.table(result));
    }
  }

  /// Milliseconds from submit to success of one-page documents, one after another.
  private static List<Double> singleDocuments(ConversionClient client, FakeVlm vlm)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int run = 0; run < WARM_UPS + SINGLE_RUNS; run++) {
      Path file = report(1_000_000L + run, 1);
      long start = System.nanoTime();
      String task = client.submitFile(file, options(vlm));
      await(client, task);
      if (run >= WARM_UPS) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
      Files.delete(file);
    }
    millis.sort(Comparator.naturalOrder());
    return millis;
  }

  /// Whether the model server is there from the start, or only once all pages are analysed.
  private enum Lane {
    OPEN,
    FILLED_FIRST
  }

  private static BulkRun run(
      ConversionClient client, FakeVlm vlm, ServedSystem system, int firstSeed, Lane lane)
      throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    for (int document = 0; document < DOCUMENTS; document++) {
      files.add(report(firstSeed + document, PAGES));
    }
    vlm.clearCalls();
    long analysedBefore = system.pagesAnalysed();
    if (lane == Lane.FILLED_FIRST) {
      vlm.goDown();
    }
    Duration cpuBefore = system.cpu();
    Instant submitted = Instant.now();
    List<String> tasks = new ArrayList<>();
    for (Path file : files) {
      tasks.add(client.submitFile(file, options(vlm)));
    }
    if (lane == Lane.FILLED_FIRST) {
      while (system.pagesAnalysed() - analysedBefore < DOCUMENTS * PAGES) {
        Thread.sleep(POLL.dividedBy(10));
      }
      vlm.comeBack();
    }
    for (String task : tasks) {
      await(client, task);
    }
    Instant finished = Instant.now();
    Duration cpu = system.cpu().minus(cpuBefore);
    for (Path file : files) {
      Files.delete(file);
    }
    List<VlmCall> calls =
        vlm.calls().stream().sorted(Comparator.comparing(VlmCall::start)).toList();
    if (calls.size() != DOCUMENTS * PAGES) {
      throw new IllegalStateException(
          calls.size() + " calls for " + DOCUMENTS * PAGES + " pictures");
    }
    return new BulkRun(calls.size(), submitted, finished, cpu, calls, vlm.maxInFlight());
  }

  private static void await(ConversionClient client, String task) throws IOException {
    String state = "";
    while (!state.equals("success")) {
      state = client.poll(task, POLL);
      if (state.equals("failure")) {
        throw new IllegalStateException("task " + task + " failed");
      }
    }
  }

  private static Map<String, Object> options(FakeVlm vlm) {
    return Map.of(
        "to_formats", List.of("md"),
        "do_picture_description", true,
        "picture_description_api",
            Map.of(
                "url",
                vlm.chatUrl().toString(),
                "params",
                Map.of("model", FakeVlm.MODEL),
                "timeout",
                60));
  }

  private static Path report(long seed, int pages) throws IOException {
    PdfBuilder pdf = new PdfBuilder();
    for (int page = 1; page <= pages; page++) {
      pdf.page()
          .heading("Section " + page)
          .paragraph("A page of report " + seed + " with one picture that no other page has.")
          .picture(
              PdfBuilder.bitmap(seed * 1000 + page, 160, 120),
              PdfBuilder.middle(),
              "Figure " + page + ": one of many");
    }
    return pdf.writeTo(Files.createTempFile("report-", ".pdf"));
  }
}
