package dev.pagestream.pageworker.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What is in a document, page by page; stored beside it as `NAME.truth.json`. Immutable.
///
/// @param pages those that are measured
public record DocumentTruth(List<PageTruth> pages) {
  public static final String SUFFIX = ".truth.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public DocumentTruth {
    pages = List.copyOf(pages);
  }

  /// @throws IOException when it cannot be read
  /// @throws tools.jackson.core.JacksonException when it is not such JSON
  public static DocumentTruth read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), DocumentTruth.class);
  }

  public void write(Path file) throws IOException {
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }
}
