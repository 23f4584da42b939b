package dev.pagestream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutcome;
import dev.pagestream.serde.EventCodec;
import dev.pagestream.serde.RegistryEventCodec;
import dev.pagestream.testkit.Eventually;
import dev.pagestream.testkit.FakeVlm;
import dev.pagestream.testkit.TopicEvent;
import dev.pagestream.testkit.TopicReader;
import dev.pagestream.testkit.VlmBehaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// G6: an endpoint that is down pauses its lane; no attempt is burnt and the cap holds.
class EndpointDownIT {
  private static final int DOCUMENTS = 20;
  private static final int PAGES = 5;
  private static final int WINDOW = 2;
  private static final Duration DOWN = Duration.ofSeconds(8);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void nothingFailsWhileTheEndpointIsDownAndTheCapHolds() throws Exception {
    LocalSettings settings =
        new LocalSettings(
            directory,
            "127.0.0.1",
            0,
            0,
            true,
            false,
            Set.of(),
            Map.of("vlmWorker", Map.of("lanes", Map.of("adhoc", Map.of("window", WINDOW)))));
    int cap = LocalSystem.catalog().sizing().lane() * WINDOW;
    VlmBehaviour behaviour =
        VlmBehaviour.INSTANT
            .withLatency(Duration.ofMillis(200))
            .withCapacity(1000, 0)
            .withoutBodies();
    try (FakeVlm vlm = FakeVlm.start(behaviour);
        LocalSystem system = LocalSystem.start(settings);
        EventCodec codec =
            RegistryEventCodec.create(
                Map.of("schema.registry.url", system.connection().registryUrl()))) {
      system.awaitReady(Duration.ofMinutes(1));
      ApiClient api = new ApiClient(system.connection().api());
      for (int document = 0; document < DOCUMENTS; document++) {
        api.submit(
            "report-" + document + ".pdf",
            Reports.withPictures(document, PAGES),
            ApiClient.describedBy(vlm.chatUrl()));
      }
      Eventually.assertThat(LIMIT, () -> assertThat(vlm.calls().size()).isGreaterThan(DOCUMENTS));

      vlm.goDown();
      // Time passes; that is the point of the test.
      boolean never = new CountDownLatch(1).await(DOWN.toSeconds(), TimeUnit.SECONDS);
      assertThat(never).isFalse();
      assertThat(vlm.calls().size())
          .as("calls before the endpoint came back")
          .isLessThan(DOCUMENTS * PAGES);
      vlm.comeBack();

      TopicReader reader = new TopicReader(system.connection().bootstrapServers(), codec);
      List<TopicEvent<DocumentFinished>> finished =
          reader.read(
              LocalSystem.catalog().documentsFinished(), DocumentFinished.class, DOCUMENTS, LIMIT);
      assertThat(finished)
          .hasSize(DOCUMENTS)
          .allSatisfy(event -> {
            assertThat(event.value().getOutcome()).isEqualTo(DocumentOutcome.SUCCESS);
            assertThat(event.value().getPicturesDescribed()).isEqualTo(PAGES);
            assertThat(event.value().getPicturesFailed()).isZero();
          });
      assertThat(reader.readAll(LocalSystem.catalog().deadLetters(), DeadLetter.class)).isEmpty();
      assertThat(vlm.maxInFlight()).isLessThanOrEqualTo(cap);
    }
  }
}
