package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Looks into a ZIP archive as far as needed to say which Office document it is. XML is read
/// without DTDs and external entities, and no further than its bound.
final class OfficeArchive {
  /// Lists of parts and slides, unpacked: a thousand times what documents have.
  private static final int MAX_XML_BYTES = 16 << 20;

  private static final String RELATIONSHIPS = "_rels/.rels";
  private static final String CONTENT_TYPES = "[Content_Types].xml";

  private final String shown;
  private final Path file;

  /// @param shown file name for sentences
  OfficeArchive(String shown, Path file) {
    this.shown = shown;
    this.file = file;
  }

  /// @throws SourceRefusedException when the archive is damaged
  Content content() throws SourceRefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Optional<String> main = main(zip);
      if (main.isEmpty()) {
        return zip.getEntry("mimetype") == null
            ? ContentSniffer.ZIP
            : new Content.Other("an OpenDocument or EPUB file");
      }
      String type = type(zip, main.get()).toLowerCase(Locale.ROOT);
      if (type.contains("word")) {
        return Content.Supported.DOCX;
      }
      if (type.contains("presentation") || type.contains("powerpoint")) {
        return Content.Supported.PPTX;
      }
      return type.contains("sheet") || type.contains("excel")
          ? new Content.Other("an Excel workbook")
          : ContentSniffer.ZIP;
    } catch (IOException | XMLStreamException | RuntimeException _) {
      throw unreadable("is a ZIP archive that is damaged or cut short. Send the whole file");
    }
  }

  /// How many slides a presentation has, at least 1.
  ///
  /// @throws SourceRefusedException when there are none
  int slides() throws SourceRefusedException {
    int slides = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      XMLStreamReader xml = xml(zip, main(zip).orElse(""));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("sldId")) {
          slides++;
        }
      }
    } catch (IOException | XMLStreamException | RuntimeException _) {
      throw unreadable("is a damaged presentation: its list of slides cannot be read");
    }
    if (slides == 0) {
      throw unreadable("is a presentation without slides");
    }
    return slides;
  }

  /// Name of the entry that is the document.
  private static Optional<String> main(ZipFile zip) throws IOException, XMLStreamException {
    if (zip.getEntry(RELATIONSHIPS) == null) {
      return Optional.empty();
    }
    XMLStreamReader xml = xml(zip, RELATIONSHIPS);
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT
          && attribute(xml, "Type").endsWith("/officeDocument")) {
        String target = attribute(xml, "Target");
        return Optional.of(target.startsWith("/") ? target.substring(1) : target);
      }
    }
    return Optional.empty();
  }

  private static String type(ZipFile zip, String entry) throws IOException, XMLStreamException {
    XMLStreamReader xml = xml(zip, CONTENT_TYPES);
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT
          && attribute(xml, "PartName").equalsIgnoreCase("/" + entry)) {
        return attribute(xml, "ContentType");
      }
    }
    return "";
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static XMLStreamReader xml(ZipFile zip, String name)
      throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes(MAX_XML_BYTES);
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
  }

  private SourceRefusedException unreadable(String what) {
    return new SourceRefusedException(
        FailureCode.SOURCE_UNREADABLE, "The file " + shown + " " + what + ".");
  }
}
