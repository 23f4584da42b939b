package dev.pagestream.benchmarks;

import dev.pagestream.testkit.FakeVlm;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How today's tools call a model: the pictures of a document in batches of eight, the next batch
/// when the last answer of the one before is there, a new connection for each picture. As many
/// documents at a time as fill the server's slots. The baseline.
final class StepwiseClient {
  private static final int BATCH = 8;

  private StepwiseClient() {}

  static void run(FakeVlm vlm, int documents, int pictures, int slots)
      throws InterruptedException, ExecutionException {
    try (ExecutorService workers = Executors.newFixedThreadPool(slots / BATCH);
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int document = 0; document < documents; document++) {
        int first = document * pictures;
        running.add(
            workers.submit(() -> {
              document(vlm, first, pictures, calls);
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static void document(FakeVlm vlm, int first, int pictures, ExecutorService calls)
      throws InterruptedException, ExecutionException {
    for (int from = 0; from < pictures; from += BATCH) {
      List<Future<Integer>> batch = new ArrayList<>();
      for (int i = from; i < Math.min(pictures, from + BATCH); i++) {
        int picture = first + i;
        batch.add(calls.submit(() -> call(vlm, picture)));
      }
      for (Future<Integer> answer : batch) {
        answer.get();
      }
    }
  }

  private static int call(FakeVlm vlm, int picture) throws IOException, InterruptedException {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(WorkerBench.bytes(picture))
            + "\"}},{\"type\":\"text\",\"text\":\"Describe.\"}]}],\"model\":\"fake-vision\"}";
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client
          .send(
              HttpRequest.newBuilder(vlm.chatUrl())
                  .timeout(Duration.ofSeconds(60))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
