package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;
import dev.pagestream.ingest.options.OptionsReader;
import dev.pagestream.runtime.config.Secret;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// Opens a PDF and counts its pages. Damage is left to PDFBox to repair; a file that was cut short
/// is refused, because a repair would silently lose its last pages.
final class PdfPages {
  private static final int TAIL_BYTES =
      1024; // Where readers expect %%EOF (PDF 32000-1, annex H, note 18).
  private static final int MAX_PADDING_BYTES = 1 << 20;

  private final int maxPages;

  PdfPages(int maxPages) {
    this.maxPages = maxPages;
  }

  /// @param shown file name for sentences
  int count(String shown, Path file, Optional<Secret> password)
      throws SourceRefusedException, IOException {
    try (PDDocument document =
        Loader.loadPDF(
            file.toFile(),
            password.map(Secret::value).orElse(""),
            IOUtils.createTempFileOnlyStreamCache())) {
      int pages = document.getNumberOfPages();
      if (pages > maxPages) {
        throw new SourceRefusedException(
            FailureCode.SOURCE_TOO_MANY_PAGES,
            "The PDF "
                + shown
                + " has "
                + grouped(pages)
                + " pages, the limit is "
                + grouped(maxPages)
                + ".");
      }
      if (!endsAsPdf(file)) {
        throw unreadable(shown, "is cut short: it does not end as a PDF does. Send the whole file");
      }
      if (pages < 1 || document.getPage(0).getCOSObject().size() == 0) {
        throw unreadable(shown, "has no page that can be read");
      }
      return pages;
    } catch (InvalidPasswordException _) {
      throw new SourceRefusedException(
          FailureCode.SOURCE_ENCRYPTED,
          "The PDF "
              + shown
              + (password.isPresent()
                  ? " is encrypted, and the password given does not open it. Send the right one as "
                  : " is encrypted and needs a password to be opened. Send it as ")
              + OptionsReader.PDF_PASSWORD
              + ", or remove the protection.");
    } catch (IOException | RuntimeException e) { // PDFBox throws what it likes on damaged files.
      boolean complete = endsAsPdf(file);
      throw unreadable(
          shown,
          complete
              ? "is damaged and cannot be opened (" + reason(e) + ")"
              : "is cut short: it does not end as a PDF does. Send the whole file");
    }
  }

  private static SourceRefusedException unreadable(String shown, String what) {
    return new SourceRefusedException(
        FailureCode.SOURCE_UNREADABLE, "The PDF " + shown + " " + what + ".");
  }

  /// Whether an end-of-file mark or a pointer to a cross-reference table is near the end, padding
  /// aside.
  private static boolean endsAsPdf(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = file.length();
      long floor = Math.max(0, end - MAX_PADDING_BYTES);
      byte[] block = new byte[TAIL_BYTES];
      while (end > floor) {
        int length = (int) Math.min(TAIL_BYTES, end);
        file.seek(end - length);
        file.readFully(block, 0, length);
        int used = length;
        while (used > 0 && (block[used - 1] == 0 || Character.isWhitespace(block[used - 1]))) {
          used--;
        }
        if (used > 0) {
          return markBefore(file, end - length + used);
        }
        end -= length;
      }
      return false;
    }
  }

  private static boolean markBefore(RandomAccessFile file, long end) throws IOException {
    int length = (int) Math.min(TAIL_BYTES, end);
    byte[] tail = new byte[length];
    file.seek(end - length);
    file.readFully(tail);
    String text = new String(tail, StandardCharsets.ISO_8859_1);
    return text.contains("%%EOF") || text.contains("startxref");
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return message.length() <= 120 ? message : message.substring(0, 120) + "…";
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
