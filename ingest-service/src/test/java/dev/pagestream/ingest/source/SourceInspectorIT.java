package dev.pagestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagestream.document.FailureCode;
import dev.pagestream.testkit.PdfBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceInspectorIT {
  private static final int MAX_PAGES = 10;

  private final SourceInspector inspector = new SourceInspector(MAX_PAGES, 100_000_000);

  @TempDir Path directory;

  @Test
  void aPdfIsOpenedAndCounted() throws Exception {
    assertThat(inspect("a.pdf", pdf(3).bytes()))
        .isEqualTo(new Inspection(Content.Supported.PDF, 3));
  }

  @Test
  void paddingAfterTheEndIsNoDamage() throws Exception {
    byte[] pdf = pdf(1).bytes();

    assertThat(inspect("a.pdf", Arrays.copyOf(pdf, pdf.length + 5000)).pages()).isEqualTo(1);
  }

  @Test
  void aDamagedCrossReferenceIsRepaired() throws Exception {
    String pdf = new String(pdf(2).bytes(), StandardCharsets.ISO_8859_1);
    String damaged = pdf.replaceAll("startxref\\s+\\d+", "startxref\n7");

    assertThat(inspect("a.pdf", damaged.getBytes(StandardCharsets.ISO_8859_1)).pages())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "png, image/png",
    "jpg, image/jpeg",
    "gif, image/gif",
    "bmp, image/bmp",
    "tiff, image/tiff"
  })
  void anImageIsOnePage(String kind, String mediaType) throws Exception {
    Inspection inspection = inspect("picture." + kind, image(kind));

    assertThat(inspection.pages()).isEqualTo(1);
    assertThat(inspection.content().format()).isEqualTo("image");
    assertThat(inspection.content().mediaType()).isEqualTo(mediaType);
  }

  @Test
  void anImageNamedAsAnotherIsTakenForWhatItIs() throws Exception {
    assertThat(inspect("picture.png", image("jpg")).content()).isEqualTo(Content.Supported.JPEG);
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(refused("a.pdf", new byte[0]))
        .returns(FailureCode.SOURCE_EMPTY, SourceRefusedException::code)
        .returns("The file a.pdf is empty: it has 0 bytes.", SourceRefusedException::sentence);
  }

  @Test
  void anEncryptedPdfIsRefused() throws IOException {
    assertThat(refused("a.pdf", pdf(1).encrypted("secret")))
        .returns(FailureCode.SOURCE_ENCRYPTED, SourceRefusedException::code)
        .returns(
            "The PDF a.pdf is encrypted and needs a password to be opened. Remove the protection and send it again.",
            SourceRefusedException::sentence);
  }

  @ParameterizedTest
  @CsvSource({"0.2", "0.5", "0.9"})
  void aTruncatedPdfIsRefused(double share) throws IOException {
    assertThat(refused("a.pdf", pdf(5).truncated(share)))
        .returns(FailureCode.SOURCE_UNREADABLE, SourceRefusedException::code)
        .returns(
            "The PDF a.pdf is cut short: it does not end as a PDF does. Send the whole file.",
            SourceRefusedException::sentence);
  }

  @Test
  void aPdfWithNothingInItIsRefused() throws IOException {
    byte[] hollow = "%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(refused("a.pdf", hollow).code()).isEqualTo(FailureCode.SOURCE_UNREADABLE);
  }

  @Test
  void textNamedPdfIsRefused() throws IOException {
    assertThat(refused("report.PDF", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8)))
        .returns(FailureCode.SOURCE_MISMATCH, SourceRefusedException::code)
        .returns(
            "The file is named report.PDF but its content is plain text.",
            SourceRefusedException::sentence);
  }

  @Test
  void anUnsupportedFormatIsRefused() throws IOException {
    assertThat(refused("a.docx", new byte[] {'P', 'K', 3, 4, 0}))
        .returns(FailureCode.SOURCE_UNSUPPORTED, SourceRefusedException::code)
        .returns(
            "The file a.docx is a ZIP archive or an Office document, which is not supported. Supported are PDF, PNG, JPEG,"
                + " GIF, BMP and TIFF.",
            SourceRefusedException::sentence);
  }

  @Test
  void tooManyPagesAreRefused() throws IOException {
    assertThat(refused("a.pdf", pdf(MAX_PAGES + 1).bytes()))
        .returns(FailureCode.SOURCE_TOO_MANY_PAGES, SourceRefusedException::code)
        .returns("The PDF a.pdf has 11 pages, the limit is 10.", SourceRefusedException::sentence);
  }

  @Test
  void aHugeImageIsRefusedByItsHeaderAlone() throws IOException {
    assertThat(refused("wall.png", pngHeader(20_000, 20_000)))
        .returns(FailureCode.SOURCE_TOO_LARGE, SourceRefusedException::code)
        .returns(
            "The image wall.png has 20,000 × 20,000 pixels, the limit is 100,000,000 pixels. Send it scaled down.",
            SourceRefusedException::sentence);
  }

  @Test
  void anImageCutOffInItsHeaderIsRefused() throws IOException {
    assertThat(refused("a.png", Arrays.copyOf(image("png"), 12)).code())
        .isEqualTo(FailureCode.SOURCE_UNREADABLE);
  }

  private Inspection inspect(String name, byte[] content) throws Exception {
    return inspector.inspect(name, Files.write(directory.resolve("source"), content));
  }

  private SourceRefusedException refused(String name, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("source"), content);
    return catchThrowableOfType(SourceRefusedException.class, () -> inspector.inspect(name, file));
  }

  private static PdfBuilder pdf(int pages) {
    PdfBuilder builder = new PdfBuilder();
    for (int page = 1; page <= pages; page++) {
      builder.page().heading("Page " + page).paragraph("Text on page " + page + ".");
    }
    return builder;
  }

  private static byte[] image(String kind) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), kind, out))
        .isTrue();
    return out.toByteArray();
  }

  /// A PNG that ends after its header, which is all that may be read of it.
  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height);
    chunk.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return ByteBuffer.allocate(33)
        .put(signature)
        .putInt(13)
        .put(chunk.array())
        .putInt((int) crc.getValue())
        .array();
  }
}
