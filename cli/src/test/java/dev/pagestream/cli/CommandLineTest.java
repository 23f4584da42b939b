package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Commands that need no system, and what a user sees when there is none.
class CommandLineTest {
  @Test
  void theCatalogueIsListedWithoutACluster() {
    Result listed = pagestream("topics", "list");

    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out())
        .contains("pagestream.documents.submitted.default", "pagestream.dead.letters", "partitions")
        .doesNotContain("cluster:");
  }

  @Test
  void theEffectiveConfigurationIsPrintedAsYaml() {
    Result printed = pagestream("config", "print", "ingest-service");

    assertThat(printed.exitCode()).as(printed.err()).isZero();
    assertThat(printed.out()).contains("topics:", "prefix:");
  }

  @Test
  void aBrokerThatIsNotThereIsOneSentence() {
    Result listed = pagestream("dead-letters", "list", "--bootstrap-servers", "nowhere.invalid:1");

    assertThat(listed.exitCode()).isEqualTo(1);
    assertThat(listed.err()).contains("pagestream: ").doesNotContain("\tat ");
  }

  private record Result(int exitCode, String out, String err) {}

  private static Result pagestream(String... args) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = PagestreamMain.run(args);
      return new Result(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }
}
