package dev.pagestream.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.FailureCode;
import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentError;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.testkit.ChildProcess;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.KafkaCluster;
import dev.pagestream.testkit.KafkaFixture;
import dev.pagestream.testkit.TestSystem;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.testkit.VlmBehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A page that ends its process, really: the worker is started again each time, as a supervisor
/// would.
@ExtendWith(KafkaFixture.class)
class DeadlyPageIT {
  private static final int DOCUMENTS = 4;
  private static final int PAGES = 5;
  private static final int DEADLY_DOCUMENT = 1;
  private static final int DEADLY_PAGE = 3;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void isADeadLetterAfterThreeDeathsAndEveryOtherPageFinishes(KafkaCluster kafka) throws Exception {
    TestSystem system = TestSystem.create(kafka);
    try (FakeVlm vlm = FakeVlm.start(VlmBehaviour.INSTANT.withoutBodies());
        Cluster cluster = new Cluster(system, directory);
        EventCodec codec = system.codec()) {
      cluster.awaitReady(cluster.start(Cluster.Role.INGEST, "ingest-1"));
      cluster.awaitReady(cluster.start(Cluster.Role.ASSEMBLER, "assembler-1"));
      cluster.start(Cluster.Role.VLM_WORKER, "vlm-1");
      submit(new ApiClient(cluster.api()), vlm);

      List<String> lastWords = new ArrayList<>();
      for (int life = 1; life <= 3; life++) {
        ChildProcess worker = startWorker(cluster);
        assertThat(worker.awaitExit(LIMIT)).as("life " + life).isEqualTo(DeadlyDecoder.EXIT_CODE);
        lastWords.add(worker.awaitLine("decoder ends the process", Duration.ZERO));
      }
      ChildProcess fourth = startWorker(cluster);

      TopicReader reader = new TopicReader(system.bootstrapServers(), codec);
      List<TopicEvent<DocumentFinished>> finished =
          reader.read(
              system.catalog().documentsFinished(), DocumentFinished.class, DOCUMENTS, LIMIT);
      assertThat(fourth.isAlive()).isTrue();
      assertThat(lastWords.getFirst()).as("others were in flight").doesNotEndWith(": 1");
      assertThat(lastWords.getLast()).as("alone after its second death").endsWith(": 1");
      assertOnlyTheDeadlyPageFailed(finished);
      assertThat(reader.readAll(system.catalog().deadLetters(), DeadLetter.class))
          .singleElement()
          .satisfies(letter -> {
            assertThat(letter.value().getCode()).isEqualTo(FailureCode.PROCESS_KILLED.name());
            assertThat(letter.value().getPart().getPage()).isEqualTo(DEADLY_PAGE);
          });
    }
  }

  private static ChildProcess startWorker(Cluster cluster) throws Exception {
    return cluster.start(Cluster.Role.PAGE_WORKER, "page-1", DeadlyPageWorkerMain.class);
  }

  private static void submit(ApiClient api, FakeVlm vlm) throws Exception {
    for (int document = 0; document < DOCUMENTS; document++) {
      byte deadly = document == DEADLY_DOCUMENT ? DeadlyDecoder.DEADLY : DeadlyDecoder.SLOW;
      api.submit(
          name(document),
          Reports.withDecoder(document, PAGES, DEADLY_PAGE, deadly),
          ApiClient.describedBy(vlm.chatUrl()));
    }
  }

  private static void assertOnlyTheDeadlyPageFailed(List<TopicEvent<DocumentFinished>> finished) {
    Map<String, DocumentFinished> byName =
        finished.stream()
            .collect(
                Collectors.toMap(event -> event.value().getOrigin().getName(), TopicEvent::value));
    DocumentFinished partial = requireNonNull(byName.remove(name(DEADLY_DOCUMENT)));
    assertThat(partial.getOutcome()).isEqualTo(DocumentOutcome.PARTIAL_SUCCESS);
    assertThat(partial.getPagesFailed()).isEqualTo(1);
    assertThat(partial.getErrors())
        .extracting(DocumentError::getPage, DocumentError::getCode)
        .containsExactly(tuple(DEADLY_PAGE, FailureCode.PROCESS_KILLED.name()));
    assertThat(partial.getMarkdown())
        .contains("Section 1", "Section 2", "Section 4", "Section 5")
        .doesNotContain("Section " + DEADLY_PAGE);
    assertThat(byName.values())
        .hasSize(DOCUMENTS - 1)
        .allSatisfy(document -> {
          assertThat(document.getOutcome())
              .as(document.getErrors().toString())
              .isEqualTo(DocumentOutcome.SUCCESS);
          assertThat(document.getPages()).isEqualTo(PAGES);
          assertThat(document.getPagesFailed()).isZero();
        });
  }

  private static String name(int document) {
    return "report-" + document + ".pdf";
  }
}
