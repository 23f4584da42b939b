package dev.pagestream.assembler.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys of the parts store: document id, a zero byte, a tag, and what the tag needs. Neither
/// document ids nor replay ids contain a zero byte.
final class PartKeys {
  /// The accepted event.
  static final char ACCEPTED = 'A';

  /// Why the document was refused.
  static final char REFUSAL = 'D';

  /// Early findings: replay id, zero byte, key of the part.
  static final char EARLY = 'E';

  /// Fingerprints.
  static final char PICTURE = 'F';

  static final char ORIGIN = 'O';

  /// Pages, the number as four big-endian bytes.
  static final char PAGE = 'P';

  private final byte[] document;

  PartKeys(String documentId) {
    document = (documentId + '\0').getBytes(StandardCharsets.UTF_8);
  }

  byte[] all() {
    return document;
  }

  byte[] tag(char tag) {
    return join(document, new byte[] {(byte) tag});
  }

  byte[] of(PartId id) {
    return join(document, local(id));
  }

  byte[] early(String replay) {
    return join(tag(EARLY), (replay + '\0').getBytes(StandardCharsets.UTF_8));
  }

  byte[] early(String replay, PartId id) {
    return join(early(replay), local(id));
  }

  /// Reads the part id a key ends with.
  ///
  /// @param prefix what stands before it
  static PartId partId(byte[] key, byte[] prefix) {
    ByteBuffer local = ByteBuffer.wrap(key, prefix.length, key.length - prefix.length);
    char tag = (char) local.get();
    return switch (tag) {
      case REFUSAL -> new PartId.Document();
      case PAGE -> new PartId.Page(local.getInt());
      case PICTURE -> new PartId.Picture(StandardCharsets.UTF_8.decode(local).toString());
      default -> throw new IllegalStateException("no part has the tag " + tag);
    };
  }

  private static byte[] local(PartId id) {
    return switch (id) {
      case PartId.Document _ -> new byte[] {(byte) REFUSAL};
      case PartId.Page(int number) ->
          ByteBuffer.allocate(1 + Integer.BYTES).put((byte) PAGE).putInt(number).array();
      case PartId.Picture(String fingerprint) ->
          (PICTURE + fingerprint).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
