package dev.pagestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.runtime.consume.TopicFollower;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFollowerIT {
  @Test
  void aFailureThatIsNotKafkasEndsItAndIsTold(@TempDir Path directory) {
    TopicEnds broken =
        () -> {
          throw new IllegalStateException("bug");
        };
    try (PlainCodec codec = new PlainCodec();
        StatusStore store =
            new StatusStore(directory.resolve("s.mv"), Duration.ofHours(1), Clock.systemUTC());
        TopicFollower follower =
            new FollowedStatuses(
                    "tasks.status", codec, new StatusBoard(store, 1), new ReadPosition(), broken)
                .follower(new KafkaSettings("localhost:1", Map.of()))) {
      follower.start();

      assertThatThrownBy(() -> follower.ended().get(10, TimeUnit.SECONDS))
          .hasRootCauseMessage("bug");
      assertThat(follower.notReady()).contains("the reader of task statuses has failed");
    }
  }
}
