package dev.pagestream.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitMetadataTest {
  @Test
  void comesBackAsItWasWritten() {
    CommitMetadata metadata = new CommitMetadata(bits(1, 7, 8, 1023), 40, bits(0, 2), bits(0, 3));

    CommitMetadata decoded = CommitMetadata.decode(metadata.encode());

    assertThat(decoded).isEqualTo(metadata);
    assertThat(decoded.finishedCount()).isEqualTo(4);
    assertThat(IntStream.range(0, 5).map(decoded::deaths)).containsExactly(3, 0, 1, 2, 0);
  }

  @Test
  void hasTheFormOfVersionOne() {
    assertThat(new CommitMetadata(bits(0, 9), 16, bits(1), new BitSet()).encode())
        .isEqualTo("1:16:AQI:Ag:");
    assertThat(CommitMetadata.EMPTY.encode()).isEqualTo("1:0:::");
  }

  @Test
  void emptyStringMeansNothingIsKnown() {
    assertThat(CommitMetadata.decode("")).isEqualTo(CommitMetadata.EMPTY);
  }

  @Test
  void fitsIntoWhatTheBrokerTakesAtItsLargest() {
    BitSet all = new BitSet();
    all.set(0, CommitMetadata.MAX_SPAN);

    assertThat(new CommitMetadata(all, CommitMetadata.MAX_SPAN, all, all).encode())
        .hasSizeLessThanOrEqualTo(2_064);
  }

  @Test
  void refusesWhatItCannotUnderstandRatherThanRedoFinishedWork() {
    assertThatThrownBy(() -> CommitMetadata.decode("2:0:::"))
        .hasMessageContaining("not of version 1");
    assertThatThrownBy(() -> CommitMetadata.decode("1:0::"))
        .hasMessageContaining("not of version 1");
    assertThatThrownBy(() -> CommitMetadata.decode("hello"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CommitMetadata.decode("1:x:::"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CommitMetadata.decode("1:0:*::"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CommitMetadata.decode("1:5000:::"))
        .hasMessageContaining("startMark is 5000");
  }

  @Test
  void refusesASpanThatIsTooLong() {
    assertThatThrownBy(() -> new CommitMetadata(bits(CommitMetadata.MAX_SPAN), 0, bits(), bits()))
        .hasMessageContaining("finished spans 4097 offsets");
  }

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    IntStream.of(indexes).forEach(bits::set);
    return bits;
  }
}
