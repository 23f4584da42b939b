package dev.pagestream.pageworker.pdf;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Takes so many bytes and no more, and none when its thread is interrupted.
final class BoundedOutput extends FilterOutputStream {
  private final long maxBytes;
  private long bytes;

  BoundedOutput(OutputStream out, long maxBytes) {
    super(out);
    this.maxBytes = maxBytes;
  }

  /// @throws StreamTooLargeException when it were more than it takes
  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    count(length);
    out.write(buffer, offset, length);
  }

  @Override
  public void write(int value) throws IOException {
    count(1);
    out.write(value);
  }

  private void count(int more) {
    bytes += more;
    if (bytes > maxBytes) {
      throw new StreamTooLargeException(maxBytes);
    }
    Interruption.check();
  }
}
