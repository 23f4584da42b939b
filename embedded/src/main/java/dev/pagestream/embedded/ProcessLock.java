package dev.pagestream.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/// The lock that keeps a file to one owner, also among several in this process.
final class ProcessLock {
  /// Far behind the text, so that others can read the file where locks are mandatory.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private ProcessLock() {}

  /// Holds until the channel is closed or the process ends, however it ends.
  ///
  /// @return whether it was free
  static boolean take(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
