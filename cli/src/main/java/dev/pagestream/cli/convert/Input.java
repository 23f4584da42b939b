package dev.pagestream.cli.convert;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Something to convert.
public sealed interface Input {
  /// What the user called it.
  String name();

  /// A file on this machine.
  record LocalFile(Path path) implements Input {
    @Override
    public String name() {
      return String.valueOf(path.getFileName());
    }
  }

  /// A URL the service fetches.
  record Url(String url) implements Input {
    @Override
    public String name() {
      String path = URI.create(url).getPath();
      String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
      return last.isEmpty() ? url : last;
    }
  }

  /// @throws IllegalArgumentException when it is neither an http URL nor a readable file
  static Input parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return new Url(text);
    }
    Path path = Path.of(text);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IllegalArgumentException(text + " is not a file that can be read");
    }
    return new LocalFile(path);
  }
}
