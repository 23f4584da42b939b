package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Opens a source as far as needed to say what it is and how many pages it has, or why it is
/// refused. Thread-safe; blocking and hungry for CPU on large PDFs.
public final class SourceInspector {
  private static final int MAX_NAME_CHARS = 100;

  private final PdfPages pdfs;
  private final ImageHeaders images;

  /// @param maxPages of one document
  /// @param maxImagePixels of one image, of its largest frame
  public SourceInspector(int maxPages, long maxImagePixels) {
    this.pdfs = new PdfPages(maxPages);
    this.images = new ImageHeaders(maxPages, maxImagePixels);
  }

  /// @param name as the client gave it, for sentences and the `.pdf` promise
  /// @throws SourceRefusedException when it cannot become a document
  public Inspection inspect(String name, Path file) throws SourceRefusedException, IOException {
    String shown = shown(name);
    byte[] head = head(file);
    if (head.length == 0) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_EMPTY, "The file " + shown + " is empty: it has 0 bytes.");
    }
    Content content = ContentSniffer.sniff(head);
    boolean namedPdf = name.toLowerCase(Locale.ROOT).endsWith(".pdf");
    if (namedPdf && content != Content.Supported.PDF) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_MISMATCH,
          "The file is named " + shown + " but its content is " + content.inWords() + ".");
    }
    return switch (content) {
      case Content.Supported.PDF -> new Inspection(Content.Supported.PDF, pdfs.count(shown, file));
      case Content.Supported image -> new Inspection(image, images.count(shown, image, file));
      case Content.Other(String inWords) ->
          throw new SourceRefusedException(
              FailureCode.SOURCE_UNSUPPORTED,
              "The file "
                  + shown
                  + " is "
                  + inWords
                  + ", which is not supported. Supported are PDF, PNG, JPEG, GIF, BMP"
                  + " and TIFF.");
    };
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ContentSniffer.HEAD_BYTES);
    }
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_NAME_CHARS ? line : line.substring(0, MAX_NAME_CHARS) + "…";
  }
}
