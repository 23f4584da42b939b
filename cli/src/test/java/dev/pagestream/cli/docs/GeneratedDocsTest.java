package dev.pagestream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedDocsTest {
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");
  private static final String COMMAND =
      "test -Dtest=GeneratedDocsTest -Dsurefire.failIfNoSpecifiedTests=false";

  @Test
  void theConfigurationPageIsAsTheCodeHasIt() throws IOException {
    Repository.requireCurrent("docs/configuration.md", ConfigurationPage.markdown(), COMMAND);
  }

  @Test
  void theModelsPageIsAsTheCodeHasIt() throws IOException {
    Repository.requireCurrent("docs/models.md", ModelsPage.markdown(), COMMAND);
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
            .map(code ->
                "| `%s` | %s | %s |"
                    .formatted(
                        code.name(), code.component().wireName(), code.category().wireName()))
            .toList();

    assertThat(
            Repository.read("docs/failure-codes.md").lines().filter(line -> line.startsWith("| `")))
        .hasSize(rows.size())
        .allSatisfy(line -> assertThat(rows).anyMatch(line::startsWith));
  }

  @Test
  void everyTestThatHoldsAGuaranteeIsThere() throws IOException {
    Set<String> tests;
    try (Stream<Path> files =
        Files.find(
            Repository.file(""), 12, (path, _) -> path.toString().contains("src/test/java/"))) {
      tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }

    List<String> named =
        TEST_NAME
            .matcher(Repository.read("docs/guarantees.md"))
            .results()
            .map(name -> name.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThan(30).isSubsetOf(tests);
  }
}
