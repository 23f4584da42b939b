package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.cli.convert.Converted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void everyDocumentHasItsStatusFilesAndErrors() {
    Converted good =
        new Converted(
            "a.pdf", "success", List.of(), List.of(Path.of("a.md")), Optional.empty(), 1.5);
    Converted bad =
        new Converted("b.pdf", "failure", List.of("encrypted"), List.of(), Optional.empty(), 2.5);

    assertThat(Summary.of(List.of(good, bad)).lines())
        .containsExactly(
            "a.pdf: success -> a.md", "b.pdf: failure", "  encrypted", "2 documents in 2.5 s");
  }
}
