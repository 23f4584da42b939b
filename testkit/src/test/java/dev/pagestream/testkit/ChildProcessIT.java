package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagestream.testkit.ChildProcess.Launch;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ChildProcessIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SIGKILLED = 137;
  private static final int SIGTERMED = 143;
  private static final Map<String, String> ANY_PORT = Map.of("PAGESTREAM_ADMIN__PORT", "0");

  @Test
  void aServiceSaysReadyInJsonAndDrainsOnSigterm() throws Exception {
    try (ChildProcess child =
        ChildProcess.start("sample", Launch.of(SampleMain.class).withEnvironment(ANY_PORT))) {
      JsonNode ready =
          new ObjectMapper().readTree(child.awaitLine("\"formattedMessage\":\"ready\"", LIMIT));
      assertThat(ready.path("kvpList").toString())
          .contains("{\"service\":\"sample\"}", "\"address\":\"127.0.0.1:");

      child.terminate();

      assertThat(child.awaitExit(LIMIT)).isEqualTo(SIGTERMED);
      assertThat(child.output()).contains("drained");
      assertThat(Files.readAllLines(child.log())).contains("drained");
    }
  }

  @Test
  void aServiceThatDiesEndsWithOne() throws Exception {
    Launch launch =
        Launch.of(SampleMain.class)
            .withEnvironment(Map.of("PAGESTREAM_ADMIN__PORT", "0", "PAGESTREAM_DIES", "true"));
    try (ChildProcess child = ChildProcess.start("dying", launch)) {
      assertThat(child.awaitExit(LIMIT)).isEqualTo(1);
    }
  }

  @Test
  void aServiceWithAWrongConfigurationEndsWith78AndSaysWhy() throws Exception {
    Launch launch =
        Launch.of(SampleMain.class).withEnvironment(Map.of("PAGESTREAM_ADMIN__PORTT", "0"));
    try (ChildProcess child = ChildProcess.start("misconfigured", launch)) {
      assertThat(child.awaitExit(LIMIT)).isEqualTo(78);
      assertThat(child.output())
          .anyMatch(line -> line.contains("did you mean PAGESTREAM_ADMIN__PORT?"));
    }
  }

  @Test
  void killedHardItIsGoneAtOnceAndWaitingForItsLinesEnds() throws Exception {
    try (ChildProcess child =
        ChildProcess.start("fake-vlm", Launch.of(FakeVlmMain.class, "0", "5").withHeap("64m"))) {
      String line = child.awaitLine("fake-vlm ready http", LIMIT);
      try (ChatClient client =
          new ChatClient(URI.create(line.replaceFirst(".*ready ", "") + "/chat/completions"))) {
        assertThat(client.describe(ChatClient.png(1, 5, 5)).statusCode()).isEqualTo(200);
      }

      child.killHard();

      assertThat(child.isAlive()).isFalse();
      assertThat(child.awaitExit(LIMIT)).isEqualTo(SIGKILLED);
      assertThatThrownBy(() -> child.awaitLine("never", LIMIT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended without a line like never");
    }
  }
}
