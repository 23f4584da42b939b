package dev.pagestream.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells encrypted Office documents from old ones: both are in the container of Office 97, but only
/// an encrypted one has a stream of this name.
final class EncryptedOffice {
  private static final String STREAM =
      new String(
          "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  private static final int BLOCK_BYTES = 1 << 16;

  private EncryptedOffice() {}

  static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String kept = "";
      while (true) {
        byte[] block = in.readNBytes(BLOCK_BYTES);
        if (block.length == 0) {
          return false;
        }
        String text = kept + new String(block, StandardCharsets.ISO_8859_1);
        if (text.contains(STREAM)) {
          return true;
        }
        kept = text.substring(Math.max(0, text.length() - STREAM.length()));
      }
    }
  }
}
