package dev.pagestream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.PaidAtKill;
import dev.pagestream.testkit.SeededRandom;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.testkit.VlmBehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// G4: processes are killed with SIGKILL in mid-run; nothing is lost, nothing is finished twice,
/// and no call is repeated whose answer was stored.
@ExtendWith({KafkaFixture.class, SeededRandom.class})
class CrashIT {
  private static final int DOCUMENTS = 40;
  private static final int PAGES = 10;
  private static final int PICTURES = DOCUMENTS * PAGES;

  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path directory;

  @Test
  void everyDocumentFinishesOnceAndCompleteWhenOneOfEachIsKilled(KafkaCluster kafka, Random random)
      throws Exception {
    TestSystem system = TestSystem.create(kafka);
    VlmBehaviour behaviour =
        VlmBehaviour.INSTANT
            .withLatency(Duration.ofMillis(300))
            .withCapacity(200, 200)
            .withoutBodies();
    try (FakeVlm vlm = FakeVlm.start(behaviour);
        Cluster cluster = new Cluster(system, directory);
        EventCodec codec = system.codec()) {
      ChildProcess ingest = cluster.start(Cluster.Role.INGEST, "ingest-1");
      ChildProcess assembler = cluster.start(Cluster.Role.ASSEMBLER, "assembler-1");
      ChildProcess pageWorker = cluster.start(Cluster.Role.PAGE_WORKER, "page-1");
      ChildProcess vlmWorker = cluster.start(Cluster.Role.VLM_WORKER, "vlm-1");
      cluster.start(Cluster.Role.PAGE_WORKER, "page-2");
      cluster.start(Cluster.Role.VLM_WORKER, "vlm-2");
      cluster.awaitReady(ingest);
      cluster.awaitReady(assembler);

      ApiClient api = new ApiClient(cluster.api());
      for (int document = 0; document < DOCUMENTS; document++) {
        api.submit(
            "report-" + document + ".pdf",
            Reports.withPictures(document, PAGES),
            ApiClient.describedBy(vlm.chatUrl()));
      }

      awaitCalls(vlm, 40 + random.nextInt(60));
      vlmWorker.killHard();
      PaidAtKill paid = PaidAtKill.read(cluster.blobs());
      cluster.start(Cluster.Role.VLM_WORKER, "vlm-3");

      awaitCalls(vlm, 120 + random.nextInt(60));
      pageWorker.killHard();
      cluster.start(Cluster.Role.PAGE_WORKER, "page-3");

      awaitCalls(vlm, 220 + random.nextInt(60));
      assembler.killHard();
      cluster.start(Cluster.Role.ASSEMBLER, "assembler-1");

      List<TopicEvent<DocumentFinished>> finished =
          new TopicReader(system.bootstrapServers(), codec)
              .read(system.catalog().documentsFinished(), DocumentFinished.class, DOCUMENTS, LIMIT);

      assertCompleteAndOnce(finished);
      assertThat(vlm.callsByPicture()).hasSize(PICTURES);
      assertThat(paid.pictures()).isPositive();
      assertThat(paid.paidAgain(vlm)).isEmpty();
      // Nothing may come after: a second finished record would be a duplicate that was only late.
      assertCompleteAndOnce(
          new TopicReader(system.bootstrapServers(), codec)
              .readAll(system.catalog().documentsFinished(), DocumentFinished.class));
    }
  }

  private static void awaitCalls(FakeVlm vlm, int calls) {
    Eventually.assertThat(
        LIMIT, () -> assertThat(vlm.calls().size()).isGreaterThanOrEqualTo(calls));
  }

  private static void assertCompleteAndOnce(List<TopicEvent<DocumentFinished>> finished) {
    Set<String> ids = new HashSet<>();
    for (TopicEvent<DocumentFinished> event : finished) {
      DocumentFinished document = event.value();
      assertThat(ids.add(document.getOrigin().getDocumentId())).as("finished once").isTrue();
      assertThat(document.getOutcome())
          .as(document.getErrors().toString())
          .isEqualTo(DocumentOutcome.SUCCESS);
      assertThat(document.getRevision()).isEqualTo(1);
      assertThat(document.getPages()).isEqualTo(PAGES);
      assertThat(document.getPicturesDescribed()).isEqualTo(PAGES);
      assertThat(document.getMarkdown()).contains("Section " + PAGES, "sha256");
    }
    assertThat(ids).hasSize(DOCUMENTS);
  }
}
