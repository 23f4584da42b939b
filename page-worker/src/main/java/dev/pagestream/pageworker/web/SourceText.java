package dev.pagestream.pageworker.web;

import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.source.PageFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Reads text files whole, within bounds.
final class SourceText {
  /// Larger files are refused: parsed, they take several times their size.
  static final long MAX_BYTES = 32L << 20;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private SourceText() {}

  /// @param kind of document, for the sentence
  /// @throws PageFailedException when it is too large
  static byte[] bytes(Path file, String kind) throws IOException, PageFailedException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new PageFailedException(
          FailureCode.SOURCE_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "The %s has %,d bytes, the limit for this format is %,d. Split it, or leave its"
                  + " embedded images out.",
              kind,
              size,
              MAX_BYTES));
    }
    return Files.readAllBytes(file);
  }

  /// In the charset its byte order mark names, else UTF-8, else what Windows writes.
  static String decode(byte[] bytes) {
    String text = decodeMarked(bytes);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static String decodeMarked(byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, WINDOWS);
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
