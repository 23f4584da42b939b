package dev.pagestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

final class PdfBuilderTest {
  private static final String LONG =
      "These words are repeated until they fill more than a line of the page. ".repeat(4).strip();

  @Test
  void writesTextAndPicturesWhereTheyWereAskedFor() throws IOException {
    BufferedImage bitmap = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB); // Black.
    byte[] pdf =
        new PdfBuilder()
            .page()
            .heading("A heading")
            .paragraph(LONG)
            .page()
            .picture(bitmap, PdfBuilder.middle(), "Figure 1: black")
            .bytes();

    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("A heading", "Figure 1: black");
      assertThat(text.replaceAll("\\R", " ")).contains(LONG);
      BufferedImage page = new PDFRenderer(document).renderImage(1);
      assertThat(page.getRGB(page.getWidth() / 2, page.getHeight() / 2) & 0xFFFFFF).isZero();
      assertThat(page.getRGB(10, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }
  }

  @Test
  void anEncryptedFileOpensOnlyWithItsPassword() throws IOException {
    byte[] pdf = new PdfBuilder().page().paragraph("secret").encrypted("pass");

    assertThatThrownBy(() -> Loader.loadPDF(pdf)).isInstanceOf(InvalidPasswordException.class);
    try (PDDocument document = Loader.loadPDF(pdf, "pass")) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void aTruncatedFileIsTheBeginningOfTheWholeOne() {
    assertThat(new PdfBuilder().page().paragraph(LONG).truncated(0.5))
        .startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void bitmapsDifferBySeedOnly() {
    assertThat(ChatClient.png(1, 30, 20))
        .isEqualTo(ChatClient.png(1, 30, 20))
        .isNotEqualTo(ChatClient.png(2, 30, 20));
  }
}
