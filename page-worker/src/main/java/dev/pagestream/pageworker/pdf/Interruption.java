package dev.pagestream.pageworker.pdf;

import java.util.concurrent.CancellationException;

/// Lets a pass or a rendering stop between two operators when its thread is interrupted: nothing
/// inside PDFBox would.
final class Interruption {
  private Interruption() {}

  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("page was given up");
    }
  }
}
