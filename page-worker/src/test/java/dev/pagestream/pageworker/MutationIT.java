package dev.pagestream.pageworker;

import static dev.pagestream.pageworker.SampleTasks.description;
import static dev.pagestream.pageworker.SampleTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.evaluation.fixture.FixtureBook;
import dev.pagestream.pageworker.mutant.Bombs;
import dev.pagestream.pageworker.mutant.Cycles;
import dev.pagestream.pageworker.mutant.Damage;
import dev.pagestream.pageworker.mutant.Mutant;
import dev.pagestream.pageworker.mutant.SwappedValues;
import dev.pagestream.runtime.consume.Outcome;
import dev.pagestream.schema.PageTask;
import dev.pagestream.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged, wrong and harmful PDFs through all of a page's work, at the page's own boundary. A
/// sample of them: `-Dpagestream.mutants=2000` takes all there are, `-Dpagestream.mutants.seed=N`
/// others.
class MutationIT {
  private static final int SAMPLE = 60;
  private static final long SEED = 7;
  private static final int SWAPPED_PER_DOCUMENT = 12;

  /// Long enough for every good page, short enough for a test.
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// After it a page that was given up has to have ended: its thread may not run for ever.
  private static final Duration ENDED = Duration.ofSeconds(30);

  @AutoClose private Analysing analysing;

  /// What should not have been.
  private final List<String> wrong = new ArrayList<>();

  @BeforeEach
  void start(@TempDir Path directory) {
    analysing = new Analysing(directory);
  }

  @Test
  void everyOneEndsFinishedOrFailedWithACode(@TempDir Path fixtures) throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    List<Mutant> mutants = mutants(fixtures);
    for (Mutant mutant : mutants) {
      long started = System.nanoTime();
      String end = end(mutant);
      ends.merge(end, 1, Integer::sum);
      if (Boolean.getBoolean("pagestream.mutants.list")) {
        long elapsedMs = (System.nanoTime() - started) / 1_000_000;
        System.out.printf("%5d ms  %s  %s%n", elapsedMs, end, mutant.name());
      }
    }
    System.out.println(mutants.size() + " mutants: " + ends);

    assertThat(wrong).isEmpty();
    assertThat(ends.get("finished")).as("finished, of " + mutants.size()).isPositive();
  }

  private String end(Mutant mutant) throws Exception {
    PageTask task =
        task(analysing.store(mutant.bytes()))
            .setPictureDescription(description().setAreaThreshold(0).build())
            .setKeepImages(true)
            .build();
    PageThreads threads = new PageThreads(1);
    PageHandler handler = analysing.handler(analysing.codec, TIMEOUT, analysing.clock, threads);
    try {
      Outcome outcome = Analysing.handle(handler, analysing.record(task));
      Eventually.await(ENDED, () -> assertThat(threads.abandoned()).as("still running").isZero());
      return switch (outcome) {
        case Outcome.Done _ -> "finished";
        case Outcome.Failed(String code, String message, int _) -> {
          // What is bounded never gets so far as to run out of memory.
          assertThat(message).doesNotContain("more memory than a page may have");
          yield FailureCode.valueOf(code).name();
        }
        case Outcome _ -> throw new AssertionError("ended as " + outcome);
      };
    } catch (Exception | Error e) { // Whatever escapes is wrong, and the next one is to be tried.
      wrong.add(mutant.name() + ": " + e);
      return "wrong";
    }
  }

  private static List<Mutant> mutants(Path directory) throws Exception {
    long seed = Long.getLong("pagestream.mutants.seed", SEED);
    List<Mutant> all = new ArrayList<>();
    for (FixtureBook.Fixture fixture : FixtureBook.write(directory)) {
      addMutantsOf(fixture.file(), seed, all);
    }
    addMutantsOf(Path.of("..", "samples", "report.pdf"), seed, all);
    all.addAll(Cycles.all());
    all.addAll(Bombs.all());
    Collections.shuffle(all, new Random(seed));
    return all.subList(0, Math.min(all.size(), Integer.getInteger("pagestream.mutants", SAMPLE)));
  }

  private static void addMutantsOf(Path file, long seed, List<Mutant> all) throws Exception {
    String name = String.valueOf(file.getFileName());
    byte[] pdf = Files.readAllBytes(file);
    all.addAll(Damage.of(name, pdf, seed));
    all.addAll(SwappedValues.of(name, pdf, seed, SWAPPED_PER_DOCUMENT));
  }
}
