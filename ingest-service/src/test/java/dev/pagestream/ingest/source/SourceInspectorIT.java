package dev.pagestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagestream.document.FailureCode;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.testkit.PdfBuilder;
import dev.pagestream.testkit.WebpBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceInspectorIT {
  private static final int MAX_PAGES = 10;
  private static final String PRESENTATION =
      "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

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
            "The PDF a.pdf is encrypted and needs a password to be opened. Send it as pagestream_pdf_password, or remove"
                + " the protection.",
            SourceRefusedException::sentence);
  }

  @Test
  void anEncryptedPdfIsOpenedWithItsPassword() throws Exception {
    Path file = Files.write(directory.resolve("source"), pdf(2).encrypted("secret"));

    assertThat(inspector.inspect("a.pdf", file, Optional.of(new Secret("secret"))).pages())
        .isEqualTo(2);
    assertThatThrownBy(() -> inspector.inspect("a.pdf", file, Optional.of(new Secret("guess"))))
        .isInstanceOfSatisfying(
            SourceRefusedException.class,
            refused ->
                assertThat(refused.sentence())
                    .isEqualTo(
                        "The PDF a.pdf is encrypted, and the password given does not open it. Send the right one as"
                            + " pagestream_pdf_password, or remove the protection."));
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
    assertThat(refused("a.rtf", "{\\rtf1 Words}".getBytes(StandardCharsets.UTF_8)))
        .returns(FailureCode.SOURCE_UNSUPPORTED, SourceRefusedException::code)
        .returns(
            "The file a.rtf is an RTF document, which is not supported. Supported are PDF, DOCX, PPTX, HTML, Markdown"
                + " (named .md or .txt), PNG, JPEG, GIF, BMP, TIFF and WebP.",
            SourceRefusedException::sentence);
  }

  @Test
  void officeDocumentsAreToldByTheirMainPart() throws Exception {
    assertThat(inspect("a", office("application/vnd.ms-word.document.macroEnabled.main+xml", "")))
        .isEqualTo(new Inspection(Content.Supported.DOCX, 1));
    assertThat(inspect("a", office(PRESENTATION, "<sldIdLst><sldId/><sldId/></sldIdLst>")))
        .isEqualTo(new Inspection(Content.Supported.PPTX, 2));
    assertThat(
            refused("a.xlsx", office("application/vnd.x.spreadsheetml.sheet.main+xml", ""))
                .sentence())
        .startsWith("The file a.xlsx is an Excel workbook, which is not supported.");
  }

  @Test
  void presentationsWithoutOrWithTooManySlidesAreRefused() throws Exception {
    assertThat(refused("a.pptx", office(PRESENTATION, "")))
        .returns(FailureCode.SOURCE_UNREADABLE, SourceRefusedException::code)
        .returns(
            "The file a.pptx is a presentation without slides.", SourceRefusedException::sentence);
    assertThat(refused("a.pptx", office(PRESENTATION, "<sldId/>".repeat(MAX_PAGES + 1))))
        .returns(FailureCode.SOURCE_TOO_MANY_PAGES, SourceRefusedException::code)
        .returns(
            "The presentation a.pptx has 11 slides, the limit is 10.",
            SourceRefusedException::sentence);
  }

  @Test
  void aDamagedArchiveIsRefused() throws Exception {
    byte[] whole = office(PRESENTATION, "<sldId/>");

    assertThat(refused("a.docx", Arrays.copyOf(whole, whole.length / 2)))
        .returns(FailureCode.SOURCE_UNREADABLE, SourceRefusedException::code)
        .returns(
            "The file a.docx is a ZIP archive that is damaged or cut short. Send the whole file.",
            SourceRefusedException::sentence);
  }

  @Test
  void externalEntitiesOfAnArchiveAreNotResolved() throws Exception {
    Path slides = Files.writeString(directory.resolve("slides.xml"), "<sldId/><sldId/>");
    byte[] archive =
        office(
            PRESENTATION,
            "<!DOCTYPE a [<!ENTITY x SYSTEM '%s'>]><a>&x;</a>".formatted(slides.toUri()));

    assertThat(refused("a.pptx", archive).code()).isEqualTo(FailureCode.SOURCE_UNREADABLE);
  }

  @Test
  void anEncryptedOfficeDocumentIsRefused() throws Exception {
    byte[] container = new byte[200_000];
    byte[] stream = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    container[0] = (byte) 0xd0;
    container[1] = (byte) 0xcf;
    container[2] = 0x11;
    container[3] = (byte) 0xe0;
    assertThat(refused("a.doc", container).code()).isEqualTo(FailureCode.SOURCE_UNSUPPORTED);
    System.arraycopy(stream, 0, container, (1 << 16) - 7, stream.length); // Over a block's end.

    assertThat(refused("a.docx", container))
        .returns(FailureCode.SOURCE_ENCRYPTED, SourceRefusedException::code)
        .returns(
            "The file a.docx is an Office document that needs a password to be opened. Remove the protection and send it"
                + " again.",
            SourceRefusedException::sentence);
  }

  @Test
  void htmlAndMarkdownAreOnePage() throws Exception {
    assertThat(inspect("a", "<!doctype html><p>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Inspection(Content.Supported.HTML, 1));
    assertThat(inspect("a.md", "# Words".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Inspection(Content.Supported.MARKDOWN, 1));
  }

  @Test
  void aWebpImageIsOnePage() throws Exception {
    assertThat(inspect("a.webp", new WebpBuilder(30, 20, (_, _) -> -1).bytes()))
        .isEqualTo(new Inspection(Content.Supported.WEBP, 1));
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
    return inspector.inspect(
        name, Files.write(directory.resolve("source"), content), Optional.empty());
  }

  private SourceRefusedException refused(String name, byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("source"), content);
    return catchThrowableOfType(
        SourceRefusedException.class, () -> inspector.inspect(name, file, Optional.empty()));
  }

  private static PdfBuilder pdf(int pages) {
    PdfBuilder builder = new PdfBuilder();
    for (int page = 1; page <= pages; page++) {
      builder.page().heading("Page " + page).paragraph("Text on page " + page + ".");
    }
    return builder;
  }

  /// An archive whose main part has this type and this content.
  private static byte[] office(String type, String content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(
          zip,
          "_rels/.rels",
          "<Relationships><Relationship Type='http://x/officeDocument' Target='/main.xml'/></Relationships>");
      put(
          zip,
          "[Content_Types].xml",
          "<Types><Override PartName='/main.xml' ContentType='%s'/></Types>".formatted(type));
      put(zip, "main.xml", content.startsWith("<!") ? content : "<main>" + content + "</main>");
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
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
