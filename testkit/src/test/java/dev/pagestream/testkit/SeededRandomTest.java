package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SeededRandom.class)
final class SeededRandomTest {
  @Test
  void allRandomsOfATestHaveOneSeedSoThatARunCanBeRepeated(Random first, Random second) {
    assertThat(first.longs(100)).containsExactlyElementsOf(second.longs(100).boxed().toList());
  }
}
