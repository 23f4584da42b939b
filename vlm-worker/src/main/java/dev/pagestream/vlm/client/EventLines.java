package dev.pagestream.vlm.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okio.BufferedSource;

/// The data of server-sent events, one after the other. Lines that are not `data:` are passed over;
/// comments tell that somebody is there, not that the answer goes on, so they do not lengthen the
/// time it may take. Confined to one thread.
final class EventLines {
  private static final String DATA = "data:";

  private final BufferedSource source;
  private final long maxBytes;
  private long readBytes;
  private long answerBytes; // Of them.

  /// @param maxBytes of the whole stream
  EventLines(BufferedSource source, long maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /// The stream is larger than accepted.
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Leaves what was read so far out of the account: it is not part of the answer.
  void forgive() {
    readBytes = answerBytes;
  }

  /// The data read last is part of the answer.
  void keep() {
    answerBytes = readBytes;
  }

  /// The data of the next event; empty at the end of the stream.
  ///
  /// @param limitNanos until the data has come
  /// @throws InterruptedIOException when it has not
  Optional<String> next(long limitNanos) throws IOException {
    long end = System.nanoTime() + limitNanos;
    StringBuilder data = new StringBuilder();
    while (true) {
      Optional<String> line = line(end);
      if (line.isEmpty() || (line.get().isEmpty() && !data.isEmpty())) {
        return data.isEmpty() ? Optional.empty() : Optional.of(data.toString());
      }
      if (line.get().startsWith(DATA)) {
        String text = line.get().substring(DATA.length());
        data.append(data.isEmpty() ? "" : "\n")
            .append(text.startsWith(" ") ? text.substring(1) : text);
      }
    }
  }

  /// Without its end; empty at the end of the stream.
  private Optional<String> line(long end) throws IOException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new InterruptedIOException("no data in time");
    }
    source.timeout().deadline(left, TimeUnit.NANOSECONDS); // Holds over all reads of the line.
    long at = source.indexOf((byte) '\n', 0, maxBytes - readBytes + 1);
    if (at < 0 && !source.exhausted() && source.getBuffer().size() > maxBytes - readBytes) {
      throw new TooLargeException();
    }
    if (at < 0) {
      String rest = source.readUtf8();
      readBytes += rest.length();
      return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
    readBytes += at + 1;
    if (readBytes > maxBytes) {
      throw new TooLargeException();
    }
    String line = source.readUtf8(at);
    source.skip(1);
    return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }
}
