package dev.pagestream.document.export;

import java.io.IOException;

/// Writes parts with something between them; empty ones are left out. Confined to one thread.
final class JoinedParts {
  private final Appendable out;
  private final String separator;
  private boolean first = true;

  JoinedParts(Appendable out, String separator) {
    this.out = out;
    this.separator = separator;
  }

  void add(String part) throws IOException {
    if (part.isEmpty()) {
      return;
    }
    if (!first) {
      out.append(separator);
    }
    first = false;
    out.append(part);
  }
}
