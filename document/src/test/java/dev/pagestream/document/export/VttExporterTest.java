package dev.pagestream.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.SamplePages;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VttExporterTest {
  @Test
  void aDocumentWithoutTimesIsItsTitle() {
    assertThat(VttExporter.export(EveryNodeDocument.document()))
        .isEqualTo("WEBVTT Growth & <risk> in 2024");
  }

  @Test
  void aDocumentWithoutATitleIsTheSignature() {
    assertThat(VttExporter.export(SamplePages.assembled(Map.of(), SamplePages.page(1)).document()))
        .isEqualTo("WEBVTT");
  }

  @Test
  void aTitleCannotBeginACue() {
    HostileTexts hostile = new HostileTexts(20261128);
    for (int round = 0; round < 200; round++) {
      String vtt = VttExporter.export(EveryNodeDocument.worded(_ -> hostile.next()));

      assertThat(vtt.lines()).as("round %d", round).hasSize(1);
      assertThat(vtt).matches("WEBVTT( .+)?").doesNotContain("\u0000", "\u001B", "\u2028");
    }
  }
}
