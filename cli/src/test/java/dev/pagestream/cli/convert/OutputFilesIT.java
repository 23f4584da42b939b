package dev.pagestream.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.export.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesIT {
  @TempDir Path directory;

  @Test
  void twoInputsOfOneNameAreBothKept() throws IOException {
    OutputFiles files = new OutputFiles(directory.resolve("new"));

    Path first = files.write(files.stem("report.pdf"), OutputFormat.MD, "one");
    Path second = files.write(files.stem("report.pdf"), OutputFormat.MD, "two");

    assertThat(first).hasFileName("report.md").hasContent("one");
    assertThat(second).hasFileName("report-2.md").hasContent("two");
  }
}
