package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class KafkaClusterTest {
  @Test
  void autoTakesDockerOnlyWhenItAnswers() {
    assertThat(KafkaCluster.Kind.of("auto", () -> true)).isEqualTo(KafkaCluster.Kind.DOCKER);
    assertThat(KafkaCluster.Kind.of("auto", () -> false)).isEqualTo(KafkaCluster.Kind.EMBEDDED);
  }

  @Test
  void aNamedKindIsTakenWithoutAskingDocker() {
    assertThat(KafkaCluster.Kind.of("embedded", KafkaClusterTest::unexpected))
        .isEqualTo(KafkaCluster.Kind.EMBEDDED);
    assertThat(KafkaCluster.Kind.of("docker", KafkaClusterTest::unexpected))
        .isEqualTo(KafkaCluster.Kind.DOCKER);
    assertThatThrownBy(() -> KafkaCluster.Kind.of("podman", () -> true))
        .hasMessageContaining("'podman'");
  }

  private static boolean unexpected() {
    throw new AssertionError("Docker was asked");
  }
}
