package dev.pagestream.samples.indexer;

import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Markdown of a document: in the event itself when it is small, else under its key in the blob
/// store. Here that is a directory; with S3 the same key is the object's name.
///
/// @param blobs the directory; without one, only small documents have a text
public record MarkdownSource(Optional<Path> blobs) {
  private static final Logger LOG = LoggerFactory.getLogger(MarkdownSource.class);

  Optional<String> of(DocumentFinished finished) {
    @Nullable String inline = finished.getMarkdown();
    if (inline != null) {
      return Optional.of(inline);
    }
    return finished.getOutputs().stream()
        .filter(output -> output.getFormat().equals("md"))
        .map(DocumentOutput::getKey)
        .findFirst()
        .flatMap(key -> blobs.flatMap(directory -> read(directory, key)));
  }

  /// Blobs may be deleted earlier than the events that name them.
  private static Optional<String> read(Path directory, String key) {
    try {
      return Optional.of(Files.readString(directory.resolve(key)));
    } catch (NoSuchFileException _) {
      LOG.atWarn().addKeyValue("key", key).log("the text of a document is gone");
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
