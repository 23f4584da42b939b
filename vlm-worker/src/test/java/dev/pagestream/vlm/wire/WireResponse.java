package dev.pagestream.vlm.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A response as it is sent: status line, headers, an empty line, the body.
///
/// Lines of the head end in CRLF. Lines of the body end in LF; one that ends in `\r` has a carriage
/// return before it, and one that ends in `\` has no end at all: it goes on in the next line, or
/// the body ends with its last character.
///
/// `Content-Length: *` is filled in. A line `<-` ends a piece: it is sent off at once, and is a
/// chunk where the head says that the body is chunked. The rest after the last one is a piece too.
/// A line `<x` at the end closes the connection there, without the last chunk. A body that has
/// neither length nor chunks ends with the connection.
record WireResponse(String head, List<String> pieces, boolean cut) {
  private static final String CRLF = "\r\n";

  static WireResponse of(List<String> block) {
    int empty = block.indexOf("<");
    if (empty < 1) {
      throw new IllegalArgumentException("an empty line is missing in the response");
    }
    StringBuilder head = new StringBuilder();
    block.subList(0, empty).forEach(line -> head.append(WireFile.content(line)).append(CRLF));
    List<String> body = block.subList(empty + 1, block.size());
    boolean cut = !body.isEmpty() && body.getLast().equals("<x");
    return new WireResponse(
        head.append(CRLF).toString(), pieces(cut ? body.subList(0, body.size() - 1) : body), cut);
  }

  private static List<String> pieces(List<String> lines) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (String line : lines) {
      if (line.equals("<-")) {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else {
        piece.append(withEnd(WireFile.content(line)));
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return List.copyOf(pieces);
  }

  private static String withEnd(String line) {
    if (line.endsWith("\\r")) {
      return line.substring(0, line.length() - 2) + CRLF;
    }
    return line.endsWith("\\") ? line.substring(0, line.length() - 1) : line + "\n";
  }

  void writeTo(OutputStream out) throws IOException {
    int length = pieces.stream().mapToInt(piece -> bytes(piece).length).sum();
    out.write(bytes(head.replace("Content-Length: *", "Content-Length: " + length)));
    for (String piece : pieces) {
      if (isChunked()) {
        out.write(bytes(Integer.toHexString(bytes(piece).length) + CRLF));
      }
      out.write(bytes(piece));
      if (isChunked()) {
        out.write(bytes(CRLF));
      }
      out.flush();
    }
    if (isChunked() && !cut) {
      out.write(bytes("0" + CRLF + CRLF));
    }
    out.flush();
  }

  /// Whether the server closes the connection after it.
  boolean isLast() {
    return cut || says("connection: close") || !(isChunked() || says("content-length: "));
  }

  private boolean isChunked() {
    return says("transfer-encoding: chunked");
  }

  private boolean says(String header) {
    return head.toLowerCase(Locale.ROOT).contains("\n" + header);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
