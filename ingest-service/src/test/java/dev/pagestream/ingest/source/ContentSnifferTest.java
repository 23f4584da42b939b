package dev.pagestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSnifferTest {
  @ParameterizedTest
  @CsvSource({
    "'%PDF-1.7', a PDF",
    "'\u0089PNG\r\n\u001a\n', a PNG image",
    "'\u00ff\u00d8\u00ff\u00e0', a JPEG image",
    "GIF89a, a GIF image",
    "'II*\0', a TIFF image",
    "'MM\0*', a TIFF image",
    "'BM\u0001\u0002\0\0', a BMP image",
    "'RIFF\u0001\u0002\u0003\u0004WEBPVP8 ', a WebP image",
    "'PK\u0003\u0004', a ZIP archive",
    "'\u00d0\u00cf\u0011\u00e0', an old Office document",
    "'  <!DOCTYPE html><html>', an HTML page",
    "'<?xml version=\"1.0\"?><!-- by hand --><html>', an HTML page",
    "'<?xml version=\"1.0\"?>', an XML document",
    "'BMW builds cars.', plain text",
    "'Hello, \u00e4 world', plain text",
    "'\0\u0001\u0002', unknown binary data"
  })
  void contentIsToldFromTheFirstBytes(String start, String inWords) {
    assertThat(ContentSniffer.sniff(start.getBytes(StandardCharsets.ISO_8859_1), "file").inWords())
        .isEqualTo(inWords);
  }

  @Test
  void aPdfHeaderMayComeLate() {
    String head = "x".repeat(ContentSniffer.HEAD_BYTES - 8) + "%PDF-1.4";

    assertThat(ContentSniffer.sniff(head.getBytes(StandardCharsets.US_ASCII), "a.txt"))
        .isEqualTo(Content.Supported.PDF);
  }

  @Test
  void aCharacterCutOffAtTheEndIsStillText() {
    byte[] text = "Stra\u00dfe\u00df".getBytes(StandardCharsets.UTF_8);

    assertThat(ContentSniffer.sniff(Arrays.copyOf(text, text.length - 1), "file").inWords())
        .isEqualTo("plain text");
  }

  @ParameterizedTest
  @CsvSource({
    "notes.md, '# Notes', MARKDOWN",
    "NOTES.TXT, 'BMW builds cars.', MARKDOWN",
    "notes.md, '<html><p>', HTML",
    "part.html, '<p>A part of a page', HTML",
    "report.md, '%PDF-1.7', PDF"
  })
  void textIsReadAsWhatItsNameSays(String name, String start, Content.Supported expected) {
    assertThat(ContentSniffer.sniff(start.getBytes(StandardCharsets.UTF_8), name))
        .isEqualTo(expected);
  }

  @Test
  void aByteOrderMarkSaysHowTextIsWritten() {
    byte[] marked = "\ufeff<html>".getBytes(StandardCharsets.UTF_16LE);

    assertThat(ContentSniffer.sniff(marked, "file")).isEqualTo(Content.Supported.HTML);
  }
}
