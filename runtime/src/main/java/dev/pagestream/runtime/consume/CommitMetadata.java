package dev.pagestream.runtime.consume;

import java.util.Base64;
import java.util.BitSet;

/// What is committed beside a partition's offset, as the metadata string of the commit. Immutable.
///
/// The committed offset is the *base*: the lowest offset that is not finished. All numbers here are
/// relative to it.
///
/// Format, version 1: `1:<startMark>:<finished>:<deaths1>:<deaths2>`. The start mark is decimal.
/// The others are bit sets in URL-safe base64 without padding, trailing zeros left out; bit `i` of
/// byte `j` stands for offset `base + 8j + i`. Bit 1 of a death count is in `deaths1`, bit 2 in
/// `deaths2`. The empty string, which Kafka's own tools write when offsets are reset, is the same
/// as [#EMPTY]. A span of [#MAX_SPAN] offsets takes at most 2,064 characters; the broker takes
/// 4,096 (`offset.metadata.max.bytes`).
///
/// @param finished offsets above the base that are finished, including those no record will ever
///   come for
/// @param startMark offsets below it may have been started; 0 after a clean release and when marks
///   are not used
/// @param deaths1 lower bit of the number of deaths of the process while the offset was unfinished
///   and below the mark
/// @param deaths2 upper bit of it
public record CommitMetadata(BitSet finished, int startMark, BitSet deaths1, BitSet deaths2) {
  /// Offsets above the base that can be described.
  public static final int MAX_SPAN = 4096;

  /// Nothing finished above the base, nothing started, no deaths.
  public static final CommitMetadata EMPTY =
      new CommitMetadata(new BitSet(), 0, new BitSet(), new BitSet());

  private static final String VERSION = "1";
  private static final int FIELDS = 5;

  public CommitMetadata {
    finished = copy("finished", finished);
    deaths1 = copy("deaths1", deaths1);
    deaths2 = copy("deaths2", deaths2);
    if (startMark < 0 || startMark > MAX_SPAN) {
      throw new IllegalArgumentException(
          "startMark is " + startMark + ", must be 0 to " + MAX_SPAN);
    }
  }

  /// @throws IllegalArgumentException for anything this version did not write. Going on without the
  ///   finished offsets would do their work a second time.
  public static CommitMetadata decode(String metadata) {
    if (metadata.isEmpty()) {
      return EMPTY;
    }
    String[] fields = metadata.split(":", -1);
    if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
      throw new IllegalArgumentException(
          "commit metadata is not of version " + VERSION + ": " + metadata);
    }
    return new CommitMetadata(
        bits(fields[2]), Integer.parseInt(fields[1]), bits(fields[3]), bits(fields[4]));
  }

  public String encode() {
    return String.join(
        ":", VERSION, Integer.toString(startMark), text(finished), text(deaths1), text(deaths2));
  }

  @Override
  public BitSet finished() {
    return (BitSet) finished.clone();
  }

  @Override
  public BitSet deaths1() {
    return (BitSet) deaths1.clone();
  }

  @Override
  public BitSet deaths2() {
    return (BitSet) deaths2.clone();
  }

  /// How many offsets above the base are finished: what has to be taken off `end - committed` to
  /// get the true lag.
  public int finishedCount() {
    return finished.cardinality();
  }

  /// Deaths recorded for the offset that lies `index` above the base, 0 to 3.
  public int deaths(int index) {
    return (deaths1.get(index) ? 1 : 0) + (deaths2.get(index) ? 2 : 0);
  }

  private static BitSet copy(String name, BitSet bits) {
    if (bits.length() > MAX_SPAN) {
      throw new IllegalArgumentException(
          name + " spans " + bits.length() + " offsets, must be at most " + MAX_SPAN);
    }
    return (BitSet) bits.clone();
  }

  private static String text(BitSet bits) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits.toByteArray());
  }

  private static BitSet bits(String text) {
    return BitSet.valueOf(Base64.getUrlDecoder().decode(text));
  }
}
