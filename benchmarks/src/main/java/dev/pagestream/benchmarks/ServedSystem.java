package dev.pagestream.benchmarks;

import dev.pagestream.cli.PagestreamMain;
import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.standalone.ConnectionFile;
import dev.pagestream.standalone.LocalSystem;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `pagestream serve` as a process of its own, so that its CPU time is its own.
final class ServedSystem implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Pattern READY = Pattern.compile("ready (http\\S+)");

  private final ChildProcess process;
  private final URI api;
  private final Path data;

  private ServedSystem(ChildProcess process, URI api, Path data) {
    this.process = process;
    this.api = api;
    this.data = data;
  }

  static ServedSystem start(Path data) throws InterruptedException {
    ChildProcess process =
        ChildProcess.start(
            "serve",
            new ChildProcess.Launch(
                PagestreamMain.class.getName(),
                List.of(
                    "serve", "--port", "0", "--data", data.toString(), "--enable-remote-services"),
                "1g",
                List.of("-XX:TieredStopAtLevel=4", "-Dlogback.configurationFile=logback-cli.xml"),
                Map.of()));
    Matcher ready = READY.matcher(process.awaitLine(READY.pattern(), START_LIMIT));
    if (!ready.find()) {
      throw new IllegalStateException("serve did not tell its URL");
    }
    return new ServedSystem(process, URI.create(ready.group(1)), data);
  }

  ConversionClient client() {
    return new ConversionClient(api);
  }

  /// Pages analysed so far, by their events.
  long pagesAnalysed() throws IOException {
    ConnectionFile.Connection connection = ConnectionFile.read(data).orElseThrow();
    try (EventCodec codec =
        RegistryEventCodec.create(Map.of("schema.registry.url", connection.registryUrl()))) {
      return new TopicReader(connection.bootstrapServers(), codec)
          .readAllRaw(LocalSystem.catalog().pagesAnalyzed())
          .size();
    }
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
