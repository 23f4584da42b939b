package dev.pagestream.ingest.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells what a file is from its first bytes. Pure.
///
/// Its name counts in one case only: text has no signature, and is read as Markdown or HTML when it
/// is named so.
public final class ContentSniffer {
  /// How many of the first bytes are looked at. Readers accept a PDF header anywhere within them
  /// (PDF 32000-1, annex H, note 13).
  public static final int HEAD_BYTES = 1024;

  /// What it holds says [OfficeArchive].
  static final Content ZIP = new Content.Other("a ZIP archive");

  /// The container of Office 97, and of all encrypted Office documents.
  static final Content OLD_OFFICE = new Content.Other("an old Office document");

  static final Content PLAIN_TEXT = new Content.Other("plain text");

  private static final Pattern BEFORE_HTML =
      Pattern.compile("\\A(?:\\s|<\\?xml[^>]{0,500}>|<!--(?s:.){0,900}?-->)*+");
  private static final Pattern HTML =
      Pattern.compile("<(?:!doctype\\s+html|html|head|body)\\b", Pattern.CASE_INSENSITIVE);
  private static final Set<String> HTML_NAMES = Set.of("html", "htm", "xhtml");
  private static final Set<String> MARKDOWN_NAMES =
      Set.of("md", "markdown", "mkd", "qmd", "rmd", "txt", "text");

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
          new Signature(Content.Supported.WEBP, 8, "WEBP"),
          new Signature(ZIP, 0, "PK\u0003\u0004"),
          new Signature(OLD_OFFICE, 0, "\u00d0\u00cf\u0011\u00e0"),
          new Signature(new Content.Other("an RTF document"), 0, "{\\rtf"),
          new Signature(new Content.Other("a PostScript file"), 0, "%!PS"),
          new Signature(new Content.Other("a gzip archive"), 0, "\u001f\u008b"));

  private ContentSniffer() {}

  /// @param head the first bytes, [#HEAD_BYTES] when there are as many
  /// @param name of the file
  public static Content sniff(byte[] head, String name) {
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
      return kindOfText(text.get(), name);
    }
    // After text, because two letters begin many words.
    return latin1.startsWith("BM")
        ? Content.Supported.BMP
        : new Content.Other("unknown binary data");
  }

  private static Content kindOfText(String text, String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String start = BEFORE_HTML.matcher(text).replaceFirst("");
    if (HTML.matcher(start).lookingAt()
        || (HTML_NAMES.contains(extension) && start.startsWith("<"))) {
      return Content.Supported.HTML;
    }
    if (MARKDOWN_NAMES.contains(extension)) {
      return Content.Supported.MARKDOWN;
    }
    return text.stripLeading().startsWith("<?xml")
        ? new Content.Other("an XML document")
        : PLAIN_TEXT;
  }

  /// The head as text without control characters, else empty: in the charset of a byte order mark,
  /// in UTF-8, or with one byte a character. A character cut off at the end is no obstacle.
  private static Optional<String> text(byte[] head) {
    return Stream.of(
            Optional.of(StandardCharsets.UTF_8).filter(_ -> !marked(head)),
            Optional.of(StandardCharsets.UTF_16).filter(_ -> marked(head)),
            Optional.of(StandardCharsets.ISO_8859_1).filter(_ -> !marked(head)))
        .flatMap(Optional::stream)
        .flatMap(charset -> text(head, charset).stream())
        .findFirst();
  }

  private static boolean marked(byte[] head) {
    return head.length >= 2 && (head[0] ^ head[1]) == 1 && (head[0] == -1 || head[1] == -1);
  }

  private static Optional<String> text(byte[] head, Charset charset) {
    CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(head.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(head), chars, false);
    String decoded = chars.flip().toString();
    String text = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
    boolean printable =
        text.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || "\n\r\t\f".indexOf(c) >= 0);
    return result.isError() || !printable ? Optional.empty() : Optional.of(text);
  }
}
