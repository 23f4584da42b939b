package dev.pagestream.pageworker.mutant;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/// A PDF written object by object, with whatever is wrong in it. Objects are numbered from 1; the
/// first is the catalog, the second the page tree, the third the page, the fourth its content.
final class RawPdf {
  static final int PAGE = 3;
  static final int CONTENT = 4;

  /// The first number that is free.
  static final int FREE = 5;

  private final List<byte[]> objects = new ArrayList<>();
  private String trailer = "";

  /// @param page entries of the page beside its type and parent
  /// @param content of the page
  static RawPdf page(String page, String content) {
    return new RawPdf()
            .object("<</Type/Catalog/Pages 2 0 R>>")
            .object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object("<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 600 800]" + page + ">>")
            .stream("", bytes(content));
  }

  RawPdf object(String body) {
    objects.add(bytes(body));
    return this;
  }

  RawPdf stream(String entries, byte[] data) {
    return object("<<" + entries + "/Length " + data.length + ">>", data);
  }

  /// A stream whose dictionary is given as a whole.
  RawPdf object(String dictionary, byte[] data) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.writeBytes(bytes(dictionary + "\nstream\n"));
    object.writeBytes(data);
    object.writeBytes(bytes("\nendstream"));
    objects.add(object.toByteArray());
    return this;
  }

  RawPdf replace(int number, String body) {
    objects.set(number - 1, bytes(body));
    return this;
  }

  RawPdf trailer(String entries) {
    trailer = entries;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.writeBytes(bytes("%PDF-1.7\n"));
    StringBuilder xref = new StringBuilder();
    for (int i = 0; i < objects.size(); i++) {
      xref.append("%010d 00000 n \n".formatted(pdf.size()));
      pdf.writeBytes(bytes((i + 1) + " 0 obj\n"));
      pdf.writeBytes(objects.get(i));
      pdf.writeBytes(bytes("\nendobj\n"));
    }
    int at = pdf.size();
    int size = objects.size() + 1;
    pdf.writeBytes(bytes("xref\n0 " + size + "\n0000000000 65535 f \n" + xref));
    pdf.writeBytes(
        bytes(
            "trailer\n<</Size "
                + size
                + "/Root 1 0 R"
                + trailer.replace("@XREF", Integer.toString(at))
                + ">>\nstartxref\n"
                + at
                + "\n%%EOF\n"));
    return pdf.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Deflated repetitions of a text.
  static byte[] deflated(String text, long times) {
    return deflated(bytes(text), times);
  }

  static byte[] deflated(byte[] piece, long times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    byte[] buffer = new byte[1 << 16];
    for (long i = 0; i < times; i++) {
      deflater.setInput(piece);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
