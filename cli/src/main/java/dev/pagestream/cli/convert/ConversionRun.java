package dev.pagestream.cli.convert;

import dev.pagestream.cli.progress.DocumentFollower;
import dev.pagestream.cli.progress.ProgressDisplay;
import dev.pagestream.cli.rest.ApiException;
import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.schema.DocumentFinished;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;

/// Hands inputs in, shows how they go on and writes what comes out. Used once, by one thread.
public final class ConversionRun {
  private static final Duration LONG_POLL = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofMillis(150);
  private static final Duration FOLLOWER_LAG_LIMIT = Duration.ofSeconds(5);
  private static final int MAX_REQUESTS = 32;
  private static final int BUSY = 503;
  private static final Duration BUSY_WAIT = Duration.ofMillis(500);
  private static final Duration BUSY_LIMIT = Duration.ofMinutes(10);

  private final ConversionClient client;
  private final Optional<DocumentFollower> follower;
  private final ProgressDisplay display;
  private final Map<String, Object> options;
  private final List<OutputFormat> formats;
  private final OutputFiles files;
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);

  /// @param options conversion options in docling-serve's names
  /// @param out directory of the outputs; created when absent
  public ConversionRun(
      ConversionClient client,
      Optional<DocumentFollower> follower,
      ProgressDisplay display,
      Map<String, Object> options,
      List<OutputFormat> formats,
      Path out)
      throws IOException {
    this.client = client;
    this.follower = follower;
    this.display = display;
    this.options = Map.copyOf(options);
    this.formats = List.copyOf(formats);
    this.files = new OutputFiles(out);
  }

  /// Converts all inputs side by side; one that fails does not stop the others.
  public List<Converted> convert(List<Input> inputs) throws InterruptedException {
    List<Conversion> conversions = inputs.stream().map(Conversion::new).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Converted>> results = new ArrayList<>();
      conversions.forEach(conversion -> results.add(threads.submit(conversion::run)));
      while (results.stream().anyMatch(result -> !result.isDone())) {
        show(conversions);
        Thread.sleep(ROUND);
      }
      show(conversions);
      List<Converted> converted = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        converted.add(outcome(results.get(i), conversions.get(i)));
      }
      return converted;
    }
  }

  private void show(List<Conversion> conversions) {
    for (Conversion conversion : conversions) {
      display.show(conversion.label, conversion.phrase(), conversion.seconds());
    }
    display.refresh();
  }

  private static Converted outcome(Future<Converted> result, Conversion conversion)
      throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      String message = String.valueOf(e.getCause());
      return Converted.failed(conversion.input.name(), message, conversion.seconds());
    }
  }

  /// One input on its way; run by its own virtual thread, watched by the run's thread.
  private final class Conversion {
    private final Input input;
    private final String stem;
    private final String label;
    private final long startedNanos = System.nanoTime();
    private volatile String taskId = "";
    private volatile String state = "handing in";
    private volatile long endedNanos;

    Conversion(Input input) {
      this.input = input;
      this.stem = files.stem(input.name());
      this.label = input.name().startsWith(stem) ? input.name() : stem;
    }

    double seconds() {
      long end = endedNanos == 0 ? System.nanoTime() : endedNanos;
      return (end - startedNanos) / 1e9;
    }

    String phrase() {
      if (taskId.isEmpty() || endedNanos != 0) {
        return state;
      }
      return follower.map(events -> events.phrase(taskId + "-0")).orElse(state);
    }

    Converted run() throws IOException, InterruptedException {
      try {
        taskId = submit();
        awaitEnd();
        JsonNode result = limited(() -> client.result(taskId));
        Converted converted = write(result);
        state = converted.status();
        return converted;
      } catch (IOException e) {
        state = "failure";
        return Converted.failed(input.name(), String.valueOf(e.getMessage()), seconds());
      } finally {
        endedNanos = System.nanoTime();
      }
    }

    private String submit() throws IOException, InterruptedException {
      return limited(() ->
          switch (input) {
            case Input.LocalFile file -> client.submitFile(file.path(), options);
            case Input.Url url -> client.submitUrl(url.url(), options);
          });
    }

    private void awaitEnd() throws IOException, InterruptedException {
      while (!state.equals("success") && !state.equals("failure")) {
        state = poll();
      }
    }

    private String poll() throws IOException, InterruptedException {
      return limited(() -> client.poll(taskId, LONG_POLL));
    }

    private Converted write(JsonNode result) throws IOException, InterruptedException {
      List<Path> written = new ArrayList<>();
      String status = result.path("status").asString("failure");
      for (OutputFormat format : formats) {
        String content = content(result.path("document").path(format.resultKey()));
        if (!content.isEmpty()) {
          written.add(files.write(stem, format, content));
        }
      }
      List<String> errors = new ArrayList<>();
      for (JsonNode error : result.path("errors")) {
        errors.add(error.path("error_message").asString(""));
      }
      return new Converted(input.name(), status, errors, written, counts(), seconds());
    }

    /// Empty when the result has none.
    private static String content(JsonNode content) {
      return content.isString()
          ? content.asString()
          : content.isObject() ? content.toPrettyString() : "";
    }

    /// The follower may be a moment behind the API.
    private Optional<DocumentFinished> counts() throws InterruptedException {
      if (follower.isEmpty()) {
        return Optional.empty();
      }
      long end = System.nanoTime() + FOLLOWER_LAG_LIMIT.toNanos();
      Optional<DocumentFinished> finished = follower.get().finished(taskId + "-0");
      while (finished.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(ROUND);
        finished = follower.get().finished(taskId + "-0");
      }
      return finished;
    }
  }

  /// A server that is busy takes more later: it is asked again, for ten minutes.
  private <T> T limited(Call<T> call) throws IOException, InterruptedException {
    long end = System.nanoTime() + BUSY_LIMIT.toNanos();
    while (true) {
      requests.acquire();
      try {
        return call.run();
      } catch (ApiException e) {
        if (e.status() != BUSY || System.nanoTime() >= end) {
          throw e;
        }
      } finally {
        requests.release();
      }
      Thread.sleep(BUSY_WAIT);
    }
  }

  private interface Call<T> {
    T run() throws IOException;
  }
}
