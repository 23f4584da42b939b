package dev.pagestream.ingest.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells what a file is from its first bytes, never from its name. Pure.
public final class ContentSniffer {
  /// How many of the first bytes are looked at. Readers accept a PDF header anywhere within them
  /// (PDF 32000-1, annex H, note 13).
  public static final int HEAD_BYTES = 1024;

  /// @param start the bytes as ISO 8859-1
  private record Signature(Content content, int offset, String start) {
    boolean matches(String head) {
      return head.startsWith(start, offset);
    }
  }

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature(Content.Supported.PNG, 0, "\u0089PNG\r\n\u001a\n"),
          new Signature(Content.Supported.JPEG, 0, "\u00ff\u00d8\u00ff"),
          new Signature(Content.Supported.GIF, 0, "GIF8"),
          new Signature(Content.Supported.TIFF, 0, "II*\0"),
          new Signature(Content.Supported.TIFF, 0, "MM\0*"),
          new Signature(new Content.Other("a WebP image"), 8, "WEBP"),
          new Signature(
              new Content.Other("a ZIP archive or an Office document"), 0, "PK\u0003\u0004"),
          new Signature(new Content.Other("an old Office document"), 0, "\u00d0\u00cf\u0011\u00e0"),
          new Signature(new Content.Other("an RTF document"), 0, "{\\rtf"),
          new Signature(new Content.Other("a PostScript file"), 0, "%!PS"),
          new Signature(new Content.Other("a gzip archive"), 0, "\u001f\u008b"));

  private ContentSniffer() {}

  /// @param head the first bytes, [#HEAD_BYTES] when there are as many
  public static Content sniff(byte[] head) {
    String latin1 = new String(head, StandardCharsets.ISO_8859_1);
    if (latin1.contains("%PDF-")) {
      return Content.Supported.PDF;
    }
    Optional<Content> signed =
        SIGNATURES.stream()
            .filter(signature -> signature.matches(latin1))
            .map(Signature::content)
            .findFirst();
    if (signed.isPresent()) {
      return signed.get();
    }
    Optional<String> text = text(head);
    if (text.isPresent()) {
      return new Content.Other(kindOfText(text.get()));
    }
    // After text, because two letters begin many words.
    return latin1.startsWith("BM")
        ? Content.Supported.BMP
        : new Content.Other("unknown binary data");
  }

  private static String kindOfText(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "an HTML page";
    }
    return start.startsWith("<?xml") ? "an XML document" : "plain text";
  }

  /// The head as UTF-8 text without control characters, else empty. A character cut off at the end
  /// is no obstacle.
  private static Optional<String> text(byte[] head) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(head.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(head), chars, false);
    String text = chars.flip().toString();
    boolean printable =
        text.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || "\n\r\t\f".indexOf(c) >= 0);
    return result.isError() || !printable ? Optional.empty() : Optional.of(text);
  }
}
