package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTruthTest {
  @TempDir private Path directory;

  @Test
  void whatTheFileDoesNotTellIsNotThere() throws IOException {
    Path file = directory.resolve("old.pdf" + DocumentTruth.SUFFIX);
    Files.writeString(file, "{\"pages\": [{\"page\": 3}]}");

    PageTruth page = DocumentTruth.read(file).pages().getFirst();

    assertThat(page)
        .isEqualTo(new PageTruth(3, List.of(), List.of(), List.of(), Optional.empty(), List.of()));
  }
}
