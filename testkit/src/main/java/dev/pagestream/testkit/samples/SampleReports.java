package dev.pagestream.testkit.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/// Writes `report.pdf` and `long-report.pdf`. The same JDK writes the same bytes: dates, ids and
/// random seeds are fixed.
public final class SampleReports {
  private static final long DOCUMENT_ID = 20_260_105L;
  private static final ZonedDateTime WRITTEN =
      ZonedDateTime.of(2026, 1, 5, 9, 0, 0, 0, ZoneOffset.UTC);

  private SampleReports() {}

  /// @param args the directory to write to
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args.length == 0 ? "samples" : args[0]);
    Files.createDirectories(directory);
    try (PDDocument report = new PDDocument()) {
      new ShortReport(report).write();
      save(report, "River Aske Monitoring Report 2025", directory.resolve("report.pdf"));
    }
    try (PDDocument report = new PDDocument()) {
      new LongReport(report).write();
      save(
          report,
          "River Aske: Logbook of the Gauging Station at Aldham",
          directory.resolve("long-report.pdf"));
    }
  }

  private static void save(PDDocument document, String title, Path file) throws IOException {
    Calendar written = GregorianCalendar.from(WRITTEN);
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setAuthor("Aske Valley Water Association");
    information.setCreationDate(written);
    information.setModificationDate(written);
    document.setDocumentInformation(information);
    document.setDocumentId(DOCUMENT_ID);
    document.save(file.toFile());
  }
}
