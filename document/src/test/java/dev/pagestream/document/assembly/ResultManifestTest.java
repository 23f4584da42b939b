package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Golden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultManifestTest {
  private static final ResultManifest MANIFEST =
      new ResultManifest(
          "t-0",
          "t",
          "report.pdf",
          2,
          DocumentOutcome.PARTIAL_SUCCESS,
          List.of(
              ErrorItem.of(failure(FailureCode.MODEL_TIMEOUT), Optional.of(3)),
              ErrorItem.of(failure(FailureCode.INTERNAL), Optional.empty())),
          new TreeMap<>(
              Map.of(
                  "md", new ResultManifest.Output("documents/t-0/r2/document-1.md", 100),
                  "json", new ResultManifest.Output("documents/t-0/r2/document-2.json", 2000))),
          1.5,
          new Counts(4, 0, 3, 1, 1, 1, 2, 100, 20),
          true,
          new TreeMap<>(
              Map.of(
                  "artifacts/image_000000_ab.png",
                  new ResultManifest.Output("documents/t-0/r2/image-ab.png", 300))));

  @Test
  void readsBackWhatItWrote() {
    assertThat(ResultManifest.fromJson(MANIFEST.toJson())).isEqualTo(MANIFEST);
  }

  @Test
  void isWrittenInDoclingsWords() {
    Golden.assertMatches("manifest.json", new String(MANIFEST.toJson(), UTF_8) + "\n");
  }

  @Test
  void saysWhenBytesAreNotAManifest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultManifest.fromJson("nonsense".getBytes(UTF_8)))
        .withMessageContaining("not a result manifest");
  }

  @Test
  void countsAlwaysAddUp() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Counts(1, 0, 3, 1, 1, 0, 0, 0, 0))
        .withMessageContaining("pictures=3");
  }
}
