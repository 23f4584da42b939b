package dev.pagestream.document.export;

import dev.pagestream.document.Golden;
import dev.pagestream.document.SampleReport;
import dev.pagestream.document.assembly.ImageExportMode;
import org.junit.jupiter.api.Test;

class TextExporterTest {
  @Test
  void keepsTheWordsAndDropsTheMarks() {
    Golden.assertMatches(
        "report.txt", TextExporter.export(SampleReport.document(ImageExportMode.EMBEDDED)) + "\n");
  }
}
