package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Opens a source as far as needed to say what it is and how many pages it has, or why it is
/// refused. Thread-safe; blocking and hungry for CPU on large PDFs.
public final class SourceInspector {
  private static final int MAX_NAME_CHARS = 100;

  private static final String SUPPORTED =
      "Supported are PDF, DOCX, PPTX, HTML, Markdown (named .md or .txt), PNG, JPEG, GIF, BMP, TIFF and WebP.";

  private final int maxPages;
  private final PdfPages pdfs;
  private final ImageHeaders images;

  /// @param maxPages of one document
  /// @param maxImagePixels of one image, of its largest frame
  public SourceInspector(int maxPages, long maxImagePixels) {
    this.maxPages = maxPages;
    this.pdfs = new PdfPages(maxPages);
    this.images = new ImageHeaders(maxPages, maxImagePixels);
  }

  /// @param name as the client gave it, for sentences and the `.pdf` promise
  /// @param pdfPassword of a PDF that needs one
  /// @throws SourceRefusedException when it cannot become a document
  public Inspection inspect(String name, Path file, Optional<Secret> pdfPassword)
      throws SourceRefusedException, IOException {
    String shown = shown(name);
    byte[] head = head(file);
    if (head.length == 0) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_EMPTY, "The file " + shown + " is empty: it has 0 bytes.");
    }
    Content content = content(shown, name, head, file);
    boolean namedPdf = name.toLowerCase(Locale.ROOT).endsWith(".pdf");
    if (namedPdf && content != Content.Supported.PDF) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_MISMATCH,
          "The file is named " + shown + " but its content is " + content.inWords() + ".");
    }
    return switch (content) {
      case Content.Supported supported ->
          new Inspection(supported, pages(shown, supported, file, pdfPassword));
      case Content.Other(String inWords) ->
          throw new SourceRefusedException(
              FailureCode.SOURCE_UNSUPPORTED,
              "The file " + shown + " is " + inWords + ", which is not supported. " + SUPPORTED);
    };
  }

  private static Content content(String shown, String name, byte[] head, Path file)
      throws SourceRefusedException, IOException {
    Content content = ContentSniffer.sniff(head, name);
    if (content.equals(ContentSniffer.ZIP)) {
      return new OfficeArchive(shown, file).content();
    }
    if (content.equals(ContentSniffer.OLD_OFFICE) && EncryptedOffice.is(file)) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_ENCRYPTED,
          "The file "
              + shown
              + " is an Office document that needs a password to be opened. Remove the protection and send it again.");
    }
    return content;
  }

  private int pages(
      String shown, Content.Supported content, Path file, Optional<Secret> pdfPassword)
      throws SourceRefusedException, IOException {
    return switch (content) {
      case PDF -> pdfs.count(shown, file, pdfPassword);
      case PNG, JPEG, GIF, BMP, TIFF, WEBP -> images.count(shown, content, file);
      case PPTX -> slides(shown, file);
      case DOCX, HTML, MARKDOWN -> 1;
    };
  }

  private int slides(String shown, Path file) throws SourceRefusedException {
    int slides = new OfficeArchive(shown, file).slides();
    if (slides > maxPages) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_TOO_MANY_PAGES,
          String.format(
              Locale.ROOT,
              "The presentation %s has %,d slides, the limit is %,d.",
              shown,
              slides,
              maxPages));
    }
    return slides;
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
