package dev.pagestream.pageworker.office;

import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.written.EmbeddedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.ooxml.util.DocumentHelper;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OLE2NotOfficeXmlFileException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The container of an Office document: a ZIP of parts that refer to each other. XML in it is read
/// without DTDs and external entities, and within bounds.
final class OfficePackage implements AutoCloseable {
  /// XML of a document, unpacked: as a tree it takes several times as much.
  static final long MAX_XML_BYTES = 32L << 20;

  /// One part, unpacked, and so one image file.
  static final int MAX_PART_BYTES = 64 << 20;

  private static final int MAX_PARTS = 20_000;

  /// Parts that unpack to more than a hundred times their size are bombs.
  private static final double LEAST_RATIO = 0.01;

  static {
    // Of the whole process, and nothing else in it reads Office documents.
    ZipSecureFile.setMinInflateRatio(LEAST_RATIO);
    ZipSecureFile.setMaxEntrySize(MAX_PART_BYTES);
    ZipSecureFile.setMaxTextSize(MAX_XML_BYTES);
    ZipSecureFile.setMaxFileCount(MAX_PARTS);
  }

  private final OPCPackage opc;

  private OfficePackage(OPCPackage opc) {
    this.opc = opc;
  }

  /// @throws PageFailedException when it is encrypted or beyond the limits
  /// @throws IOException when it is damaged
  static OfficePackage open(Path file) throws IOException, PageFailedException {
    try {
      OPCPackage opc = OPCPackage.open(file.toFile(), PackageAccess.READ);
      try {
        requireBounds(file);
        return new OfficePackage(opc);
      } catch (IOException | PageFailedException | RuntimeException e) {
        opc.revert();
        throw e;
      }
    } catch (OLE2NotOfficeXmlFileException e) {
      throw new PageFailedException(
          FailureCode.SOURCE_ENCRYPTED,
          "The document is protected by a password, or in the format of Office 97. Save it without"
              + " a password in the current format.",
          e);
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
  }

  private static void requireBounds(Path file) throws IOException, PageFailedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      long xml =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".xml"))
              .mapToLong(ZipEntry::getSize)
              .sum();
      if (xml > MAX_XML_BYTES) {
        throw new PageFailedException(
            FailureCode.SOURCE_TOO_LARGE,
            String.format(
                Locale.ROOT,
                "The document has %,d bytes of text and layout, the limit is %,d. Split it.",
                xml,
                MAX_XML_BYTES));
      }
    }
  }

  OPCPackage opc() {
    return opc;
  }

  /// The part that is the document.
  PackagePart main() throws IOException {
    for (PackageRelationship relationship : opc.getRelationships()) {
      if (relationship.getRelationshipType().endsWith("/officeDocument")) {
        return opc.getPart(relationship);
      }
    }
    throw new IOException("no part is the document");
  }

  /// The part of a type that another refers to.
  ///
  /// @param type the end of the relationship's type, `/styles`
  static Optional<PackagePart> related(PackagePart part, String type) throws IOException {
    try {
      for (PackageRelationship relationship : part.getRelationships()) {
        if (relationship.getRelationshipType().endsWith(type)
            && relationship.getTargetMode() == TargetMode.INTERNAL) {
          return Optional.ofNullable(part.getRelatedPart(relationship));
        }
      }
      return Optional.empty();
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
  }

  /// The part that is named by an identifier in another; empty when it is elsewhere or missing.
  static Optional<PackagePart> named(PackagePart part, String id) {
    PackageRelationship relationship = part.getRelationship(id);
    if (relationship == null || relationship.getTargetMode() != TargetMode.INTERNAL) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(part.getRelatedPart(relationship));
    } catch (InvalidFormatException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The root of a part's XML.
  static Element xml(PackagePart part) throws IOException {
    try (InputStream in = part.getInputStream()) {
      return DocumentHelper.readDocument(in).getDocumentElement();
    } catch (SAXException e) {
      throw new IOException(part.getPartName() + " is not well formed", e);
    }
  }

  /// The image a part is.
  static EmbeddedImage image(PackagePart part) {
    String type = part.getContentType().toLowerCase(Locale.ROOT);
    if (type.contains("emf") || type.contains("wmf")) {
      return new EmbeddedImage.Missing("it is a Windows metafile, which is not rendered");
    }
    return EmbeddedImage.of(() -> bytes(part));
  }

  private static byte[] bytes(PackagePart part) throws IOException {
    try (InputStream in = part.getInputStream()) {
      return in.readNBytes(MAX_PART_BYTES);
    }
  }

  @Override
  public void close() {
    opc.revert();
  }
}
