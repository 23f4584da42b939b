package dev.pagestream.benchmarks;

import dev.pagestream.cli.PagestreamMain;
import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.testkit.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `pagestream serve` as a process of its own, so that its CPU time is its own.
final class ServedSystem implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Pattern READY = Pattern.compile("ready (http\\S+)");

  private final ChildProcess process;
  private final URI api;

  private ServedSystem(ChildProcess process, URI api) {
    this.process = process;
    this.api = api;
  }

  static ServedSystem start(Path data) throws InterruptedException {
    ChildProcess process =
        ChildProcess.start(
            "serve",
            new ChildProcess.Launch(
                PagestreamMain.class.getName(),
                java.util.List.of(
                    "serve", "--port", "0", "--data", data.toString(), "--enable-remote-services"),
                "1g",
                java.util.List.of(
                    "-XX:TieredStopAtLevel=4", "-Dlogback.configurationFile=logback-cli.xml"),
                java.util.Map.of()));
    Matcher ready = READY.matcher(process.awaitLine(READY.pattern(), START_LIMIT));
    if (!ready.find()) {
      throw new IllegalStateException("serve did not tell its URL");
    }
    return new ServedSystem(process, URI.create(ready.group(1)));
  }

  ConversionClient client() {
    return new ConversionClient(api);
  }

  /// CPU time the process has used, user and system.
  Duration cpu() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.terminate();
    try {
      process.awaitExit(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.close();
  }
}
