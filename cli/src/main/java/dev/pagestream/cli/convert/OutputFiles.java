package dev.pagestream.cli.convert;

import dev.pagestream.document.export.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Names and writes the output files of one run; two inputs of one name do not overwrite each
/// other. Thread-safe.
final class OutputFiles {
  private final Path directory;
  private final Set<String> taken = new HashSet<>(); // Guarded by this.

  OutputFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /// A stem for the outputs of an input, unique in this run.
  synchronized String stem(String inputName) {
    int dot = inputName.lastIndexOf('.');
    String base =
        (dot > 0 ? inputName.substring(0, dot) : inputName).replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    String stem = base;
    for (int n = 2; !taken.add(stem); n++) {
      stem = base + "-" + n;
    }
    return stem;
  }

  Path write(String stem, OutputFormat format, String content) throws IOException {
    return Files.writeString(directory.resolve(stem + "." + format.extension()), content);
  }
}
