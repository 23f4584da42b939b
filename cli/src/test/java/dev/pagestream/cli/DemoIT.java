package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer sees first.
class DemoIT {
  @TempDir Path directory;

  @Test
  void theSampleIsPrintedAndASecondRunPaysForNothing() {
    String first = demo();
    assertThat(first)
        .contains("River Aske", "Figure 1", "[Stand-in, no AI model]", "4 described")
        .contains(directory.resolve("out/report.md").toString())
        .doesNotContain("0 model calls");

    assertThat(demo()).contains("River Aske", "4 described", "0 model calls");
  }

  private String demo() {
    PrintStream before = System.out;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      assertThat(PagestreamMain.run("demo", "--data", directory.toString())).isZero();
      return captured.toString(StandardCharsets.UTF_8);
    } finally {
      System.setOut(before);
    }
  }
}
