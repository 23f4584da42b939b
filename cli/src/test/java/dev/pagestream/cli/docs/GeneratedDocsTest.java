package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedDocsTest {
  private static final String COMMAND = "test -Dtest=GeneratedDocsTest -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void theConfigurationPageIsAsTheCodeHasIt() throws IOException {
    Repository.requireCurrent("docs/configuration.md", ConfigurationPage.markdown(), COMMAND);
  }

  @Test
  void theTopicsPageIsAsTheCodeHasIt() throws IOException {
    Repository.requireCurrent("docs/topics.md", TopicsPage.markdown(), COMMAND);
  }

  /// Its meanings are written by hand.
  @Test
  void everyFailureCodeIsExplained() throws IOException {
    List<String> rows =
        Arrays.stream(FailureCode.values())
            .map(
                code ->
                    "| `%s` | %s | %s |"
                        .formatted(code.name(), code.component().wireName(), code.category().wireName()))
            .toList();

    assertThat(Repository.read("docs/failure-codes.md").lines().filter(line -> line.startsWith("| `")))
        .hasSize(rows.size())
        .allSatisfy(line -> assertThat(rows).anyMatch(line::startsWith));
  }
}
