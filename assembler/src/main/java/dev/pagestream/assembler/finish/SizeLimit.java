package dev.pagestream.assembler.finish;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts what is too large for an event, and remembers that it did. Confined to one event.
final class SizeLimit {
  /// Of any character in UTF-8, counted in Java's chars.
  private static final int MAX_BYTES_PER_CHAR = 3;

  private boolean exceeded;

  /// Whether anything was cut.
  boolean exceeded() {
    return exceeded;
  }

  /// The text, or as much of its beginning as fits, in whole characters.
  ///
  /// @param text well-formed
  /// @param maxBytes in UTF-8
  String text(String text, int maxBytes) {
    if (text.length() <= maxBytes / MAX_BYTES_PER_CHAR) {
      return text;
    }
    CharBuffer rest = CharBuffer.wrap(text);
    StandardCharsets.UTF_8.newEncoder().encode(rest, ByteBuffer.allocate(maxBytes), true);
    exceeded |= rest.hasRemaining();
    return text.substring(0, rest.position());
  }

  /// The first of these texts, as many as fit together.
  List<String> texts(List<String> texts, int maxBytes) {
    List<String> fitting = new ArrayList<>();
    int bytes = 0;
    for (String text : texts) {
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > maxBytes) {
        exceeded = true;
        break;
      }
      fitting.add(text);
    }
    return fitting;
  }

  <T> List<T> first(List<T> items, int most) {
    exceeded |= items.size() > most;
    return items.subList(0, Math.min(items.size(), most));
  }
}
