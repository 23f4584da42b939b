package dev.pagestream.cli.convert;

import dev.pagestream.schema.DocumentFinished;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What became of one input.
///
/// @param status docling's document status: success, partial_success, failure
/// @param errors sentences
/// @param files written outputs, Markdown first when asked for
/// @param counts the finished record, when Kafka could be followed
/// @param seconds from handing in to the written result
public record Converted(
    String name,
    String status,
    List<String> errors,
    List<Path> files,
    Optional<DocumentFinished> counts,
    double seconds) {
  public Converted {
    errors = List.copyOf(errors);
    files = List.copyOf(files);
  }

  public boolean succeeded() {
    return status.equals("success");
  }

  static Converted failed(String name, String error, double seconds) {
    return new Converted(name, "failure", List.of(error), List.of(), Optional.empty(), seconds);
  }
}
