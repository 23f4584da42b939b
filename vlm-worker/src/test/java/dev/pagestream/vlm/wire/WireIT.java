package dev.pagestream.vlm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.client.HttpVlmClient;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.dialect.Dialects;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays every wire file over a real socket against the real client.
class WireIT {
  /// Dates in `Retry-After` are after this.
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  private static final int FEWEST = 5;

  static List<WireFile> files() {
    return WireFile.all();
  }

  static List<String> dialects() {
    return Dialects.names();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void sendsWhatTheServerTakesAndTakesWhatItSends(WireFile file)
      throws IOException, InterruptedException {
    try (WirePlayer server = new WirePlayer(file.responses());
        HttpVlmClient client = new HttpVlmClient(1 << 20, 4, CLOCK)) {
      VlmReply reply = client.call(file.call().request(server.address()));

      List<ReceivedRequest> received = server.received();
      assertThat(received).as("%s", file).hasSameSizeAs(file.requests());
      for (int i = 0; i < received.size(); i++) {
        file.requests().get(i).check(received.get(i));
      }
      assertThat(ReplyLines.of(reply)).as("%s", file).isEqualTo(file.outcome());
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void hasFilesOfEveryDialect(String dialect) {
    List<WireFile> files =
        WireFile.all().stream().filter(file -> file.dialect().equals(dialect)).toList();

    assertThat(files).hasSizeGreaterThanOrEqualTo(FEWEST);
    assertThat(files)
        .as("an answer in one piece")
        .anyMatch(file -> !file.call().stream() && answers(file));
    assertThat(files)
        .as("a streamed answer")
        .anyMatch(file -> file.call().stream() && answers(file));
    assertThat(files).as("a failure").anyMatch(file -> !answers(file));
  }

  @Test
  void saysWhereEveryShapeIsKnownFrom() {
    assertThat(WireFile.all()).allSatisfy(file -> assertThat(file.shape()).isNotBlank());
  }

  private static boolean answers(WireFile file) {
    return file.outcome().getFirst().equals("answered");
  }
}
