package dev.pagestream.document.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A browser without a window, started anew for each page.
///
/// @param profiles directory for what it keeps while it runs
record Chromium(Path executable, Path profiles) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final long PATIENCE_SECONDS = 120;

  /// In the page's own time, which runs as fast as the page can.
  private static final long PAGE_TIME_MS = 30_000;

  /// Empty when the machine has none.
  static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// The page's DOM after its scripts ran, as HTML.
  String dom(Path page) throws IOException, InterruptedException {
    Path output = Files.createTempFile(profiles, "dom", ".html");
    Path errors = Files.createTempFile(profiles, "errors", ".txt");
    Process process =
        new ProcessBuilder(
                executable.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + Files.createTempDirectory(profiles, "profile"),
                "--virtual-time-budget=" + PAGE_TIME_MS,
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new UncheckedIOException(
            new IOException("the browser did not end well: " + Files.readString(errors)));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
