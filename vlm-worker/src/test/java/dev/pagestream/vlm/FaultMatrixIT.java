package dev.pagestream.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Hashes;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.schema.VisionStep;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.Fault;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.Script;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.testkit.VlmBehaviour;
import dev.pagestream.vlm.lane.LaneConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Every fault a model server was seen to have, at every kind of question (guarantees G3, G6): the
/// first calls fail, then the server is well. No answer is empty, nothing is lost, and what is the
/// server's fault burns no attempt of a picture.
///
/// Writes `target/fault-matrix.md`.
@ExtendWith(KafkaFixture.class)
class FaultMatrixIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(3);
  private static final String ANSWER = "The gauge stood at two metres on Monday. </doctag>";

  @TempDir private Path blobDirectory;

  /// What a task asks.
  private enum Kind {
    PICTURE,
    PAGE,
    CHART
  }

  /// How a fault has to end.
  ///
  /// @param name for the table
  /// @param failing first calls of each picture that fail
  /// @param pauses whether it says nothing about the picture and pauses its server
  private record Row(String name, Fault fault, int failing, boolean pauses) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("500", new Fault.Status(500), 1, false),
          new Row("502", new Fault.Status(502), 1, false),
          new Row("503", new Fault.Status(503), 2, false),
          new Row("503, Retry-After 1", status(503, "1"), 1, false),
          new Row("429", new Fault.Status(429), 2, false),
          new Row("429, Retry-After 1", Fault.throttled(1), 1, false),
          new Row("reset before headers", new Fault.Reset(), 1, false),
          new Row("reset after headers", new Fault.ResetAfterHeaders(), 1, false),
          new Row("hang", new Fault.Hang(), 1, false),
          new Row("slow drip", new Fault.SlowDrip(), 1, false),
          new Row("garbage", new Fault.Garbage(), 1, false),
          new Row("truncated body", new Fault.TruncatedBody(), 1, false),
          new Row("cut stream", new Fault.CutStream(3), 1, false),
          new Row("error inside 200", new Fault.ErrorInside200(500), 1, false),
          new Row("429 inside 200", new Fault.ErrorInside200(429), 1, false),
          new Row("error in stream", new Fault.ErrorInStream(3), 1, false),
          new Row("empty", new Fault.EmptyContent(), 1, false),
          new Row("cut at the token limit", new Fault.LengthCut(), 1, false),
          new Row("looping", new Fault.Looping(), 1, false),
          new Row("401", new Fault.Unauthorized(), 2, true),
          new Row("404 model", new Fault.ModelMissing(), 2, true),
          new Row("503 loading", Fault.loading(), 2, true));

  private static final Fault TOO_LARGE =
      new Fault.Status(
          400,
          "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens\"}}",
          Optional.empty());

  private static Fault status(int code, String retryAfter) {
    return new Fault.Status(code, "{}", Optional.of(retryAfter));
  }

  /// One cell of the matrix: a task, and where it goes.
  private record Cell(Row row, Kind kind, FakeVlm vlm) {
    String id() {
      return (row.name() + " " + kind).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
  }

  @Test
  void everyTaskEndsWithAnAnswerOnceTheServerIsWell(TestSystem system) throws Exception {
    Map<Row, FakeVlm> servers =
        ROWS.stream().collect(Collectors.toMap(Function.identity(), _ -> server()));
    try (BlobStore blobs = BlobStores.files(blobDirectory);
        EventCodec codec = system.codec();
        TaskSender sender = new TaskSender(system, blobs, codec);
        VlmWorkerService _ = VlmWorkerService.create(config(system), new SimpleMeterRegistry())) {
      List<Cell> cells = new ArrayList<>();
      for (Row row : ROWS) {
        FakeVlm vlm = Objects.requireNonNull(servers.get(row));
        vlm.script(Script.firstAttempts(row.failing(), row.fault()));
        for (Kind kind : Kind.values()) {
          cells.add(new Cell(row, kind, vlm));
        }
      }
      cells.forEach(cell -> sender.send(task(sender, cell)));
      sender.flush();

      TopicReader reader = new TopicReader(system.bootstrapServers(), codec);
      List<String> tasks = cells.stream().map(cell -> cell.id() + "-0").toList();
      Eventually.await(
          LIMIT,
          () -> assertThat(ended(system, reader)).containsExactlyInAnyOrderElementsOf(tasks));
      Map<String, VisionResult> results =
          reader.readAll(system.catalog().visionResults(), VisionResult.class).stream()
              .collect(Collectors.toMap(TopicEvent::key, TopicEvent::value));
      List<TopicEvent<DeadLetter>> letters =
          reader.readAll(system.catalog().deadLetters(), DeadLetter.class);
      write(cells, results);

      assertThat(letters).extracting(letter -> letter.value().getMessage()).isEmpty();
      for (Cell cell : cells) {
        assertThat(results).containsKey(cell.id() + "-0");
        VisionResult result = Objects.requireNonNull(results.get(cell.id() + "-0"));
        assertThat(result.getText()).as(cell.id()).isNotBlank().doesNotContain("item item");
        int steps = cell.kind() == Kind.CHART ? 2 : 1;
        int failed = cell.row().pauses() ? 0 : cell.row().failing();
        assertThat(result.getAttempts())
            .as(cell.id())
            .isBetween(steps + failed, steps + cell.row().failing() + 4);
      }
    } finally {
      servers.values().forEach(FakeVlm::close);
    }
  }

  @Test
  void aPictureThatStaysTooLargeEndsWithItsCodeAfterTwoCalls(TestSystem system) throws Exception {
    Row row = new Row("400 too large", TOO_LARGE, Integer.MAX_VALUE, false);
    try (BlobStore blobs = BlobStores.files(blobDirectory);
        EventCodec codec = system.codec();
        TaskSender sender = new TaskSender(system, blobs, codec);
        FakeVlm vlm = server();
        VlmWorkerService _ = VlmWorkerService.create(config(system), new SimpleMeterRegistry())) {
      vlm.script(Script.always(row.fault()));
      for (Kind kind : Kind.values()) {
        sender.send(task(sender, new Cell(row, kind, vlm)));
      }
      sender.flush();

      TopicReader reader = new TopicReader(system.bootstrapServers(), codec);
      Eventually.await(
          LIMIT, () -> assertThat(ended(system, reader)).hasSize(Kind.values().length));
      assertThat(reader.readAll(system.catalog().visionResults(), VisionResult.class)).isEmpty();
      assertThat(reader.readAll(system.catalog().deadLetters(), DeadLetter.class))
          .extracting(letter -> letter.value().getCode())
          .containsOnly(FailureCode.PICTURE_REJECTED.name());
      assertThat(vlm.callsByPicture().values())
          .allSatisfy(calls -> assertThat(calls).hasSizeLessThanOrEqualTo(2));
    }
  }

  /// Tasks that have ended, by their keys, with an answer or as dead letters.
  private static List<String> ended(TestSystem system, TopicReader reader) {
    return Stream.concat(
            reader.readAll(system.catalog().visionResults(), VisionResult.class).stream()
                .map(TopicEvent::key),
            reader.readAll(system.catalog().deadLetters(), DeadLetter.class).stream()
                .map(TopicEvent::key))
        .toList();
  }

  private static FakeVlm server() {
    return FakeVlm.start(VlmBehaviour.INSTANT.withLatency(Duration.ofMillis(20)))
        .answer(_ -> ANSWER);
  }

  private static VisionTask task(TaskSender sender, Cell cell) {
    String picture = cell.id();
    VisionTask.Builder task =
        sender
            .task(cell.id() + "-0", picture, cell.vlm().url().toString())
            .setTimeoutMs(CALL_LIMIT.toMillis())
            .setImageSha256(Hashes.sha256(Tasks.picture(picture)));
    return switch (cell.kind()) {
      case PICTURE -> task.setSteps(List.of(step(VisionPurpose.DESCRIBE_PICTURE).build())).build();
      case PAGE ->
          task.setPurpose(VisionPurpose.CONVERT_PAGE)
              .setPicture(-1)
              .setSteps(
                  List.of(
                      step(VisionPurpose.CONVERT_PAGE)
                          .setResponseFormat("doctags")
                          .setStream(true)
                          .setStoppers(List.of("tag:</doctag>", "repetition"))
                          .build()))
              .build();
      case CHART ->
          task.setPurpose(VisionPurpose.CHART_SUMMARY)
              .setFingerprint(Hashes.sha256(cell.id().getBytes(StandardCharsets.UTF_8)))
              .setSteps(
                  List.of(
                      step(VisionPurpose.CHART_TABLE).setResponseFormat("csv").build(),
                      step(VisionPurpose.CHART_SUMMARY).setPrompt("Summarise.").build()))
              .build();
    };
  }

  private static VisionStep.Builder step(VisionPurpose purpose) {
    return VisionStep.newBuilder()
        .setPurpose(purpose)
        .setModel(FakeVlm.MODEL)
        .setPrompt("Describe.")
        .setParams("{\"model\": \"fake-vision\", \"temperature\": 0.0, \"max_tokens\": 200}")
        .setGates(List.of("one_word", "looping", "refusal"));
  }

  private VlmWorkerConfig config(TestSystem system) {
    return SmallWorker.config(
        system, blobDirectory, Optional.empty(), Map.of("adhoc", LaneConfig.of(64)));
  }

  /// For `docs/fault-matrix.md`.
  private static void write(List<Cell> cells, Map<String, VisionResult> results)
      throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| fault, first calls | picture | page, streamed | chart, two steps |\n|---|---|---|---|\n");
    Map<String, Map<Kind, String>> rows = new TreeMap<>();
    for (Cell cell : cells) {
      VisionResult result = results.get(cell.id() + "-0");
      rows.computeIfAbsent(cell.row().name(), _ -> new TreeMap<>())
          .put(
              cell.kind(),
              result == null
                  ? "no answer"
                  : "answered, "
                      + result.getAttempts()
                      + " calls, "
                      + result.getLatencyMs()
                      + " ms");
    }
    rows.forEach((name, row) ->
        table
            .append("| ")
            .append(name)
            .append(" | ")
            .append(String.join(" | ", row.values()))
            .append(" |\n"));
    Files.writeString(Path.of("target", "fault-matrix.md"), table);
  }
}
