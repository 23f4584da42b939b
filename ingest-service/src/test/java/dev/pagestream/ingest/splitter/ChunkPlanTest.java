package dev.pagestream.ingest.splitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPlanTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "0, 4",
    "1, 4",
    "4194304, 4",
    "4194305, 5",
    "10485760, 10",
    "67108864, 64",
    "67108865, 64",
    "536870912, 64"
  })
  void chunksGrowWithTheFileBetweenFourAndSixtyFourPages(long bytes, int pages) {
    assertThat(ChunkPlan.of(1, bytes).pagesPerChunk()).isEqualTo(pages);
  }

  @Test
  void chunksAreCountedFromTheFirstPageOfTheRange() {
    ChunkPlan plan = ChunkPlan.of(11, MIB);

    assertThat(plan.chunkOf(11)).isZero();
    assertThat(plan.chunkOf(14)).isZero();
    assertThat(plan.chunkOf(15)).isEqualTo(1);
  }
}
