package dev.pagestream.blobstore;

import java.util.regex.Pattern;

/// The rule for keys, shared by all stores.
final class BlobKeys {
  private static final int MAX_CHARS = 512;
  private static final Pattern SEGMENTS =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private BlobKeys() {}

  /// Returns the key.
  ///
  /// @throws IllegalArgumentException when it is not relative, has empty or dot-led segments or
  ///   other characters
  static String checked(String key) {
    if (key.length() > MAX_CHARS || !SEGMENTS.matcher(key).matches()) {
      throw new IllegalArgumentException("malformed blob key: " + key);
    }
    return key;
  }

  static IllegalArgumentException outside(String key, long offset, int length) {
    return new IllegalArgumentException(
        "range " + offset + "+" + length + " does not lie inside blob " + key);
  }
}
