package dev.pagestream.pageworker.pdf;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;

/// A document none of whose streams unfolds to more bytes than [Unfolding#MAX_BYTES]: PDFBox
/// unfolds streams into memory, whatever comes of them.
final class BoundedDocument extends COSDocument {
  private final PDFParser parser;

  private BoundedDocument(PDFParser parser) {
    super(IOUtils.createMemoryOnlyStreamCache(), parser);
    this.parser = parser;
  }

  /// @param password the empty one for documents without
  static PDFParser parser(RandomAccessRead source, String password) throws IOException {
    return new Parser(source, password);
  }

  @Override
  public COSStream createCOSStream(COSDictionary dictionary, long startPosition, long streamLength)
      throws IOException {
    COSStream stream =
        new BoundedStream(parser.createRandomAccessReadView(startPosition, streamLength));
    dictionary.forEach(stream::setItem);
    stream.setKey(dictionary.getKey());
    return stream;
  }

  private static final class Parser extends PDFParser {
    Parser(RandomAccessRead source, String password) throws IOException {
      super(source, password);
      document.close(); // Nothing has been read into it.
      document = new BoundedDocument(this);
    }
  }
}
