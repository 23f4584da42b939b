package dev.pagestream.document.docling;

import java.math.BigInteger;

/// The file a document was made from.
///
/// @param binaryHash unsigned 64 bits of its sha-256
public record Origin(String mimetype, BigInteger binaryHash, String filename) {
  private static final int HEX_DIGITS_OF_64_BITS = 16;

  /// @param sha256 in hex; its lowest 64 bits are kept, as docling does
  public static Origin of(String mimetype, String sha256, String filename) {
    String low = sha256.substring(sha256.length() - HEX_DIGITS_OF_64_BITS);
    return new Origin(mimetype, new BigInteger(low, 16), filename);
  }
}
