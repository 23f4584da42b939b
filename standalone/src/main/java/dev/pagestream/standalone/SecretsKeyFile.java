package dev.pagestream.standalone;

import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The key that seals request headers, made at the first start and readable by the owner only.
final class SecretsKeyFile {
  private SecretsKeyFile() {}

  static Secret loadOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or create " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        file,
        SecretBox.generateKey().value() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }
}
